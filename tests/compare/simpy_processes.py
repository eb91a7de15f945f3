"""The workload "orch" (README.md, next to this file) as SimPy's manual has one write it: a task is a
process, and what ends its life interrupts it. A process goes on in the very turn of the timeout it
waited for, so the order of events is the workload's."""

import json
import math
import sys
import time

import simpy

SIZES = {"small": (10, 10), "medium": (100, 50), "large": (1000, 100)}
END_MS = 3_600_000
TWO_PERCENT = 85899346  # of 2^32
MASK = 0xFFFFFFFF
PROVISIONED, PULLED, HEALTH, STOP, STOPPED, RECONCILE, AUTOSCALE = range(7)


def mix(x):
    x ^= x >> 16
    x = x * 0x21F0AAAD & MASK
    x ^= x >> 15
    x = x * 0x735A2D97 & MASK
    return x ^ x >> 15


class Draws:
    def __init__(self, state):
        self.state = state

    def next(self):
        self.state = self.state + 0x9E3779B9 & MASK
        return mix(self.state)

    def uniform(self, lo, hi):
        return lo + (self.next() * (hi - lo) >> 32)

    def exponential(self, mean):
        return max(1, int(-mean * math.log((self.next() + 1) / 2**32)))


class Orch:
    def __init__(self, env):
        self.env = env
        self.counts = [0] * 7
        self.sum = 0

    def count(self, kind):
        self.counts[kind] += 1
        self.sum += self.env.now * (kind + 1)


class Service:
    def __init__(self, orch, number, tasks):
        self.orch = orch
        self.env = orch.env
        self.number = number
        self.tasks = self.desired = tasks
        self.active = self.running = self.launches = 0
        self.reconcile_pending = False
        self.request_reconcile(0)
        self.env.process(self.autoscale())

    def request_reconcile(self, delay):
        if not self.reconcile_pending:
            self.reconcile_pending = True
            self.env.timeout(delay).callbacks.append(self.reconcile)

    def reconcile(self, _):
        self.orch.count(RECONCILE)
        self.reconcile_pending = False
        while self.active < self.desired:
            self.active += 1
            self.env.process(self.task(self.launches))
            self.launches += 1

    def autoscale(self):
        yield self.env.timeout(1 + 977 * self.number % 60000)
        while True:
            self.orch.count(AUTOSCALE)
            phase = (self.env.now + 60000 * self.number) % 1200000
            lo = self.tasks - self.tasks // 5
            hi = self.tasks + self.tasks // 5
            self.desired = lo + (hi - lo) * min(phase, 1200000 - phase) // 600000
            if self.active < self.desired:
                self.request_reconcile(1000)
            yield self.env.timeout(60000)

    def task(self, k):
        orch, env = self.orch, self.env
        draws = Draws(mix(mix(self.number * 0x9E3779B1 + 0x1234567 & MASK) + k * 0x85EBCA77 & MASK))
        yield env.timeout(draws.uniform(10000, 30000))
        orch.count(PROVISIONED)
        yield env.timeout(draws.uniform(5000, 15000))
        orch.count(PULLED)
        self.running += 1
        me = env.active_process
        life = env.timeout(draws.exponential(1800000))
        life.callbacks.append(lambda _: me.interrupt())
        failures = 0
        try:
            while failures < 3:
                yield env.timeout(10000)
                orch.count(HEALTH)
                failures = failures + 1 if draws.next() < TWO_PERCENT else 0
            life.callbacks.clear()
        except simpy.Interrupt:
            orch.count(STOP)
        self.running -= 1
        self.active -= 1
        stopped = env.timeout(draws.uniform(2000, 8000))
        self.request_reconcile(1000)
        yield stopped
        orch.count(STOPPED)


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in SIZES:
        sys.exit("usage: simpy_processes.py small|medium|large")
    services, tasks = SIZES[sys.argv[1]]
    start = time.perf_counter()
    env = simpy.Environment()
    orch = Orch(env)
    for number in range(services):
        Service(orch, number, tasks)
    env.run(until=END_MS)
    seconds = time.perf_counter() - start
    print(json.dumps({"counts": orch.counts, "sum": orch.sum, "seconds": seconds}))


main()
