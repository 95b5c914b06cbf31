"""KnownError: the world is wrong, told by a code and fields."""


class KnownError(Exception):
    """Something outside the program is wrong: a full disk, a bad form.

    Args:
        code: Names the sentence in `resources/messages/`, as "DISK-FULL".
        fields: What the sentence tells: a file's name, a row, a place.
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.code} ({told})" if told else self.code
