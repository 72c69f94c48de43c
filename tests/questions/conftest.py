from tests.messaging.bots.messenger import messenger
from tests.messaging.providers.kavenegar_server import kavenegar

__all__ = ["kavenegar", "messenger"]
