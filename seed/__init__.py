"""The rehearsal fair ("oefenbeurs"): invented but lifelike registers, and a day to walk through with them.

``seed.registers`` makes ``kandidaten.csv`` and ``vacatures.csv`` in Vonk's own templates; ``seed.day`` tells
who comes, talks and leaves. What is written by hand (archetypes of job seekers, employers with vacancies,
names, places) stands in ``seed/material`` as TOML; its README says how it is read. The same arguments always
give the same bytes and the same day, and nobody in it exists.
"""
