package org.threadless.console.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.console.call.Moment;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.ImportListener;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.people.PeopleException;

/**
 * Stores tables of people in the background, one at a time on this node, and tells how far it is. A
 * table that a stop of the router cuts off is stored as far as it was. Who has begun one, and that
 * it has ended, is kept, so that other nodes know of it. Safe for any thread.
 */
@Singleton
public final class Imports {

  private static final Logger log = LoggerFactory.getLogger(Imports.class);

  private static final int MOST_TOLD = 100;
  private static final int MARK = 8;

  private final Audit audit;
  private One last;

  @Inject
  Imports(Audit audit) {
    this.audit = audit;
  }

  /** Returns how it is with the one that runs, or ran last; empty where there was none. */
  synchronized Optional<RunningImport> last() {
    return Optional.ofNullable(last).map(One::now);
  }

  /**
   * Begins to store a table, and returns whether it does: another one may be in progress.
   *
   * @param by who wants it
   */
  synchronized boolean begin(String by, String table, Instant now, ContactImport rows) {
    if (last != null && !last.now().isOver()) {
      return false;
    }
    One begun = new One(by, Moment.of(now), Math.max(0, table.lines().count() - 1));
    audit.note(by, ImportElsewhere.BEGIN, "", begun.mark);
    last = begun;
    Thread thread = new Thread(() -> run(begun, table, rows), "import-of-people");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private void run(One one, String table, ContactImport rows) {
    String problem = problem(one, table, rows);
    try {
      audit.note(one.by, ImportElsewhere.ENDED, String.valueOf(one.stored()), problem);
    } catch (StoreUnavailableException e) {
      log.warn("it cannot be kept that an import of people has ended: the database is away");
    } finally {
      one.end(problem);
    }
  }

  private static String problem(One one, String table, ContactImport rows) {
    try {
      Imported unused = rows.read(new StringReader(table), one);
      return "";
    } catch (PeopleException e) {
      return "The table cannot be read: " + e.getMessage();
    } catch (StoreUnavailableException e) {
      log.warn("an import of people has ended before its end: the database cannot be used now");
      return "The database cannot be used now. Import the table again when it is back.";
    } catch (IOException e) {
      throw new UncheckedIOException("a table in memory cannot be read", e);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("an import of people has failed", Tellable.of(e));
      return "That is a fault of the router, and its log says more.";
    }
  }

  /** One table. */
  private static final class One implements ImportListener {

    private final String mark = UUID.randomUUID().toString().substring(0, MARK);
    private final String by;
    private final Moment begun;
    private final long rows;
    private final List<ImportPage.Refusal> problems = new ArrayList<>();
    private Imported soFar = new Imported(0, 0, 0);
    private String problem = "";
    private boolean isOver;

    One(String by, Moment begun, long rows) {
      this.by = by;
      this.begun = begun;
      this.rows = rows;
    }

    @Override
    public synchronized void refused(long line, String why) {
      if (problems.size() < MOST_TOLD) {
        problems.add(new ImportPage.Refusal(line, why));
      }
    }

    @Override
    public synchronized void stored(Imported all) {
      soFar = all;
    }

    synchronized long stored() {
      return soFar.stored();
    }

    synchronized void end(String why) {
      problem = why;
      isOver = true;
    }

    synchronized RunningImport now() {
      return new RunningImport(
          mark,
          by,
          begun,
          rows,
          soFar.added(),
          soFar.changed(),
          soFar.refused(),
          problems,
          problem,
          isOver);
    }
  }
}
