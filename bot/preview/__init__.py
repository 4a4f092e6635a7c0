"""The whole bot in a browser, with no token: a loopback Bot API server and a chat page.

`server.Preview` runs both; `control.Control` is how tests act as the people in the chat.
"""
