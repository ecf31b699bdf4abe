"""What LibreOffice makes of a file, in a profile of its own."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

PDF_READER = "draw_pdf_import"


def converted(data: bytes, suffix: str, to: str, *, reader: str = "") -> bytes:
    """The file as LibreOffice saves it again. `reader` names the import filter where the suffix does not say it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"source.{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        reading = [f"--infilter={reader}"] if reader else []
        out = folder / "out"
        command = ["soffice", profile, "--headless", *reading, "--convert-to", to, "--outdir", out, source]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        return (out / f"source.{to}").read_bytes()
