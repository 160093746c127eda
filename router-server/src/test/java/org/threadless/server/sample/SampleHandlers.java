package org.threadless.server.sample;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.threadless.router.app.App;
import org.threadless.router.app.LaterException;
import org.threadless.router.dialog.DialogApp;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.people.Person;

/** Apps that answer by keyword, for tests of what becomes of a message. */
public final class SampleHandlers {

  private SampleHandlers() {}

  /** Asks {@code who?}, and for an hour takes the answer, which it says. */
  public static final class Asking extends SampleApp {
    public Asking() {
      super("asking", AskingApp.class);
    }
  }

  static final class AskingApp extends DialogApp {
    @Inject
    AskingApp(Dialogs dialogs) {
      super(dialogs);
    }

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword(
              "ask",
              (message, rest) -> {
                message.respond("who?");
                dialogs().ask(message.connection(), Map.of(), Duration.ofHours(1));
              }));
    }

    @Override
    protected void answer(IncomingMessage message, Map<String, String> state) {
      message.respond(message.text());
      dialogs().end(message.connection());
    }
  }

  /** Keeps how often each identity has said {@code tally}. */
  public static final class Tally extends SampleApp {
    public Tally() {
      super("tally", TallyApp.class);
    }

    @Override
    public Optional<String> migrations() {
      return Optional.of("org/threadless/server/sample/tally");
    }

    @Override
    public List<Class<?>> mappers() {
      return List.of(TallyMapper.class);
    }
  }

  /** Reads and writes counts. */
  interface TallyMapper {
    @Update(
        """
        MERGE INTO tally_count AS t USING (VALUES (CAST(#{identity} AS VARCHAR))) AS n (identity)
        ON t.identity = n.identity
        WHEN MATCHED THEN UPDATE SET times = t.times + 1
        WHEN NOT MATCHED THEN INSERT (identity, times) VALUES (n.identity, 1)
        """)
    void count(@Param("identity") String identity);

    @Select("SELECT times FROM tally_count WHERE identity = #{identity}")
    Integer of(@Param("identity") String identity);

    @Delete("DELETE FROM tally_count WHERE identity = #{identity}")
    void forget(@Param("identity") String identity);
  }

  /** Counts, throws at {@code tally lose}, and puts off {@code tally later}. */
  static final class TallyApp implements HandlerApp {

    private final TallyMapper counts;

    @Inject
    TallyApp(TallyMapper counts) {
      this.counts = counts;
    }

    @Override
    public List<Handler> handlers() {
      return List.of(Handler.keyword("tally", this::tally));
    }

    private void tally(IncomingMessage message, String rest) {
      String identity = message.connection().identity().value();
      counts.count(identity);
      message.respond("tally " + counts.of(identity));
      if (rest.equals("lose")) {
        throw new IllegalStateException("lost count");
      }
      if (rest.equals("later")) {
        throw new LaterException("not now");
      }
    }

    @Override
    public Map<String, ?> keeps(Person person) {
      return person.connections().stream()
          .map(each -> each.identity().value())
          .filter(identity -> counts.of(identity) != null)
          .distinct()
          .collect(Collectors.toMap(identity -> identity, counts::of));
    }

    @Override
    public void erase(Person person) {
      person.connections().forEach(each -> counts.forget(each.identity().value()));
    }

    @Override
    public void renamed(Connection before, Connection now) {
      String identity = before.identity().value();
      int counted = Optional.ofNullable(counts.of(identity)).orElse(0);
      for (int i = 0; i < counted; i++) {
        counts.count(now.identity().value());
      }
      counts.forget(identity);
    }
  }

  /** Wants what {@code tally} takes. */
  public static final class SecondTally extends SampleApp {
    public SecondTally() {
      super("second-tally", SecondTallyApp.class);
    }
  }

  /** Never reached after {@code tally}. */
  static final class SecondTallyApp implements HandlerApp {
    @Override
    public List<Handler> handlers() {
      return List.of(Handler.keyword("TALLY", (message, rest) -> message.respond("mine")));
    }
  }

  /** Looks at every message, and lets none out that says {@code spam}. */
  public static final class Warden extends SampleApp {
    public Warden() {
      super("warden", WardenApp.class);
    }
  }

  /** Stops what says {@code stop}, shouts, and cancels spam. */
  static final class WardenApp implements App {
    @Override
    public boolean filter(IncomingMessage message) {
      return message.text().equals("stop");
    }

    @Override
    public void parse(IncomingMessage message) {
      message.replaceText(message.text().strip());
    }

    @Override
    public boolean fallback(IncomingMessage message) {
      message.respond(message.text() + "?");
      return true;
    }

    @Override
    public boolean outgoing(OutgoingMessage message) {
      return !message.text().contains("spam");
    }
  }
}
