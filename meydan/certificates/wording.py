"""What people are told about their certificates."""

from django.utils.translation import gettext as _

from meydan.certificates.models import Certificate


def issued(certificate: Certificate) -> str:
    return _("The certificate of %(name)s for “%(title)s” is ready. Open it in Meydan under “My certificates”.") % {
        "name": certificate.name,
        "title": certificate.issue.title,
    }


def revoked(certificate: Certificate) -> str:
    return _("The certificate of %(name)s for “%(title)s” is no longer valid: %(reason)s") % {
        "name": certificate.name,
        "title": certificate.issue.title,
        "reason": certificate.revoked_reason,
    }
