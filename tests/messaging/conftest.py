from tests.messaging.providers.kavenegar_server import kavenegar

__all__ = ["kavenegar"]
