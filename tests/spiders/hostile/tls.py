"""Certificates made for the hostile site, by an authority of its own: one that is right, and three that are not."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_Key = ec.EllipticCurvePrivateKey
_ALWAYS = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC))
_ONCE = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC))
_KINDS = {
    "right": ("right.example", _ALWAYS, False),
    "expired": ("expired.example", _ONCE, False),
    "other": ("somebody-else.example", _ALWAYS, False),
    "self-signed": ("self-signed.example", _ALWAYS, True),
}


def made(folder: Path) -> tuple[Path, dict[str, ssl.SSLContext]]:
    """The file with the authority's certificate, and a server's context for each kind of certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("Hostile Authority", key, _ALWAYS, signer=None, signing_key=key)
    trusted = folder / "authority.pem"
    trusted.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    contexts = {}
    for kind, (name, period, is_own) in _KINDS.items():
        own = ec.generate_private_key(ec.SECP256R1())
        signer, signing_key = (None, own) if is_own else (authority, key)
        certificate = _certificate(name, own, period, signer=signer, signing_key=signing_key)
        contexts[kind] = _context(folder / f"{kind}.pem", own, certificate)
    return trusted, contexts


def _certificate(
    name: str,
    key: _Key,
    period: tuple[datetime, datetime],
    *,
    signer: x509.Certificate | None,
    signing_key: _Key,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    names = x509.SubjectAlternativeName([x509.DNSName(name if "." in name else "authority.example")])
    is_authority = x509.BasicConstraints(ca=signer is None, path_length=None)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(signer.subject if signer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(names, critical=False)
        .add_extension(is_authority, critical=True)
        .sign(signing_key, hashes.SHA256())
    )


def _context(path: Path, key: _Key, certificate: x509.Certificate) -> ssl.SSLContext:
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
