"""The chat door: where it finds the office's telephone. Two siblings meet only here, in the composition root."""

# A function without arguments that returns the contact row of the public site.
YIMEN_CHAT_CONTACT = "front.contact.contact"
