package io.fragmortem.fleet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Does numbered pieces of work on several threads. The first that fails stops the others and is thrown to the caller. */
final class Workers {

    private final int threads;

    Workers(int threads) {
        this.threads = Math.max(1, threads);
    }

    /** Does pieces 0 to n - 1, begun in this order. */
    void each(int n, IntConsumer work) {
        int used = Math.min(threads, n);
        if (used <= 1) {
            for (int i = 0; i < n; i++) {
                work.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Runnable loop = () -> {
            for (int i = next.getAndIncrement(); i < n && failed.get() == null; i = next.getAndIncrement()) {
                try {
                    work.accept(i);
                } catch (RuntimeException | Error e) {
                    failed.compareAndSet(null, e);
                }
            }
        };
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < used; i++) {
            Thread thread = new Thread(loop, "fragmortem-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        loop.run();
        others.forEach(Workers::join);
        rethrow(failed.get());
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failed) {
        if (failed instanceof RuntimeException e) {
            throw e;
        }
        if (failed instanceof Error e) {
            throw e;
        }
    }
}
