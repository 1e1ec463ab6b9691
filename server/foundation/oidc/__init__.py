"""Identity providers, judged by us: discovery, keys, ID tokens, the code flow.

Authlib builds the authorization request and authenticates us; every decision about trust is
made here, on joserfc.
"""
