package org.threadless.backend.httptester.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.backend.httptester.live.NewsFinder.Found;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Loop;
import org.threadless.web.live.PageLimits;

/**
 * Watches one backend while pages are open. One thread does it for all of them; it is there only
 * while they are, and holds a database connection only while it reads. Safe for any thread.
 */
public final class NewsWatcher {

  private static final Logger log = LoggerFactory.getLogger(NewsWatcher.class);

  private static final Duration INTERVAL = Duration.ofMillis(250);

  // A page takes its connection for lost when it hears nothing for three times as long, and so when
  // the database cannot be read.
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<NewsFinder> finders;
  private final PageUpdater updater;
  private final PageLimits limits;
  private final InstantSource clock;
  private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore wake = new Semaphore(0);
  private boolean running;
  private boolean closed;

  /**
   * @param name that of the thread
   * @param finders makes what finds the news, each time that watching begins
   * @param updater tells pages of them
   * @param limits how many pages there may be
   * @param clock says when
   */
  public NewsWatcher(
      String name,
      Supplier<NewsFinder> finders,
      PageUpdater updater,
      PageLimits limits,
      InstantSource clock) {
    this.name = name;
    this.finders = finders;
    this.updater = updater;
    this.limits = limits;
    this.clock = clock;
  }

  /** Tells a page what is new from now on; returns false where no more can be told. */
  boolean join(OpenPage page) {
    lock.lock();
    try {
      if (closed || !limits.enter()) {
        return false;
      }
      pages.add(page);
      wake.release();
      if (!running) {
        running = true;
        Thread thread = new Thread(this::watch, name);
        thread.setDaemon(true);
        thread.start();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a page that is not open any more. */
  void leave(OpenPage page) {
    if (pages.remove(page)) {
      limits.leave();
    }
  }

  /** Ends the streams of all pages, and takes no more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      wake.release();
    } finally {
      lock.unlock();
    }
    pages.forEach(page -> page.stream().end());
  }

  private void watch() {
    // Pages that stay open without news would be worse than a line in the log.
    new Loop("telling the open pages of " + name + " what is new")
        .run(this::isWanted, new Rounds());
  }

  /** From the first page that is opened to the last one that is closed. */
  private final class Rounds implements Loop.Turn {

    private final Set<OpenPage> welcomed = new LinkedHashSet<>();
    private Instant beaten = clock.instant();
    private NewsFinder finder;

    @Override
    public void take() {
      try {
        if (finder == null) {
          finder = finders.get();
        }
        look();
        Instant now = clock.instant();
        // Before: the clock was set back.
        if (now.isBefore(beaten) || now.isAfter(beaten.plus(BEAT))) {
          beaten = now;
          PageUpdater.beat(beaten, welcomed);
        }
      } catch (StoreUnavailableException e) {
        log.debug("cannot look for what is new: {}", e.getMessage());
      }
    }

    private void look() {
      welcomed.retainAll(pages);
      Set<UUID> unsettled = new LinkedHashSet<>();
      welcomed.forEach(page -> unsettled.addAll(page.unsettled()));
      Found found = finder.look(unsettled);
      updater.tell(found, welcomed);
      List<OpenPage> newcomers = new ArrayList<>(pages);
      newcomers.removeAll(welcomed);
      for (OpenPage page : newcomers) {
        if (page.survives(() -> updater.welcome(page, found))) {
          welcomed.add(page);
        }
      }
    }
  }

  /** Waits for a while, or until a page joins, and returns whether to look again. */
  private boolean isWanted() {
    boolean interrupted = !pause();
    lock.lock();
    try {
      running = !pages.isEmpty() && !closed && !interrupted;
      return running;
    } finally {
      lock.unlock();
    }
  }

  private boolean pause() {
    try {
      if (wake.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
