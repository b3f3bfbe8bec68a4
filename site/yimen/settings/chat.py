"""The chat door: where it finds the office's telephone. Two siblings meet only here, in the composition root."""

# A function without arguments that reads the contact row of the public site; the chat keeps what
# it returns until the stamp of the law and its places is renewed, which a change of that row does.
YIMEN_CHAT_CONTACT = "front.contact.contact_now"
