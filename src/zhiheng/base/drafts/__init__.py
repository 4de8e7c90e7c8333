"""What an officer has entered on a page and not sent yet, kept so that a dead browser or another device loses nothing.

A draft is no record: nothing is decided by it, nobody but its officer sees it, and it goes when the page is sent or after a few days.
That is why it is not written through acts. It refuses to hold anything that was submitted.
"""
