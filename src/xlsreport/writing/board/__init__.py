"""The board: one self-contained page on which everybody sees where the season stands, and what is wrong where.

What belongs here makes the page and what it tells: `board.html`, `board.css` and `board.js` draw it, without a build
step, and compute no figure; what they draw lies in it as JSON. It decides nothing.
"""
