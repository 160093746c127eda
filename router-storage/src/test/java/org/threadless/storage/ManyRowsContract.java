package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.ParamNameResolver;
import org.apache.ibatis.scripting.defaults.DefaultParameterHandler;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReportedState;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.history.HistoryMapper;
import org.threadless.storage.history.SearchMapper;
import org.threadless.storage.history.Wanted;
import org.threadless.storage.keep.KeepMapper;
import org.threadless.storage.keep.KeptKind;
import org.threadless.storage.message.ReportMapper;
import org.threadless.storage.message.ReportRow;
import org.threadless.storage.node.NodeMapper;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.read.LiveMapper;
import org.threadless.storage.rename.RenameMapper;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.statistics.StatisticsMapper;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.PacedRow;
import org.threadless.storage.write.row.AnswerRow;
import org.threadless.storage.write.row.CallbackRow;
import org.threadless.storage.write.row.CountChangeRow;
import org.threadless.storage.write.row.ErrorRow;
import org.threadless.storage.write.row.EventRow;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.ReferenceRow;
import org.threadless.storage.write.row.StatusRow;
import org.threadless.storage.write.row.WaitRow;
import org.threadless.storage.write.sql.ConnectionMapper;
import org.threadless.storage.write.sql.CountingMapper;
import org.threadless.storage.write.sql.MessageIdMapper;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.sql.MessagePartsMapper;
import org.threadless.storage.write.sql.WaitingMapper;
import org.threadless.storage.write.value.Columns;

/**
 * What a statement costs where there is much of one thing: hundreds of thousands of messages, of
 * which one phone has a lot or each phone has one, and of which all wait or none does. It reads no
 * more rows than where there are few.
 */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
abstract class ManyRowsContract {

  private static final int AT_A_TIME = 5000;

  // More than any statement of ours is meant to read, and less than one of the shapes has.
  private static final long ENOUGH = 20_000;

  private static final List<Class<?>> MAPPERS =
      List.of(
          WaitingMapper.class,
          MessageMapper.class,
          BacklogMapper.class,
          NodeMapper.class,
          ReportMapper.class,
          LiveMapper.class,
          HistoryMapper.class,
          SearchMapper.class,
          StatisticsMapper.class,
          CountingMapper.class,
          ConnectionMapper.class,
          MessageIdMapper.class,
          MessagePartsMapper.class,
          KeepMapper.class,
          RenameMapper.class);

  // Asked once, while no router works, of all the connections that a backend has.
  private static final Set<String> OF_A_WHOLE_BACKEND =
      Set.of("of", "connections", "forgetProbes", "removePaces", "removeConnections");

  /** How the messages of a backend are spread. */
  private enum Shape {
    ONE_PHONE_ALL_TO_ROUTE(1, true, "IN"),
    EACH_PHONE_ONE_TO_ROUTE(2, false, "IN"),
    ONE_PHONE_ALL_TO_SEND(3, true, "OUT"),
    EACH_PHONE_ONE_TO_SEND(4, false, "OUT"),
    ONE_PHONE_NONE_WAITS(5, true, null),
    EACH_PHONE_ONE_SCHEDULED(6, false, null),
    FEW_TO_ROUTE(7, true, "IN"),
    FEW_TO_SEND(8, true, "OUT"),
    EACH_PHONE_NONE_WAITS(9, false, null);

    private final int number;
    private final boolean onePhone;
    private final String waiting;

    Shape(int number, boolean onePhone, String waiting) {
      this.number = number;
      this.onePhone = onePhone;
      this.waiting = waiting;
    }

    String backend() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    UUID id(int kind, int row) {
      return UUID.fromString("01900000-000%d-700%d-8000-%012d".formatted(kind, number, row));
    }
  }

  private int many;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  /** Returns a table expression of the numbers in a range. */
  abstract String series(int from, int to);

  /** Returns what is put before a statement to have it run and see what it has read. */
  abstract String explain();

  /** Returns how many messages there are to be: so many that the database reads by an index. */
  abstract int messages();

  private int rowsOf(Shape shape) {
    return switch (shape) {
      case FEW_TO_ROUTE, FEW_TO_SEND -> 10;
      default -> many;
    };
  }

  /** Returns the same where nearly all are of one phone. */
  abstract int messagesOfOne();

  /** Returns how many rows a plan says it has read. */
  abstract long rows(String plan);

  /** Has the database take any connection for one that has nearly all messages, if it can be. */
  abstract void mislead(Statement statement) throws SQLException;

  /** Returns whether a statement is not for this database. */
  abstract boolean isForeign(String statement);

  @Test
  void noStatementReadsMoreWhereThereIsMore() throws Exception {
    assertNothingReadsMore(Set.of(Shape.values()), messages() / 6, false);
  }

  /** What a database knows of its connections is then of no use to find the few of the others. */
  @Test
  void norDoesAnyWhereNearlyAllIsOfOnePhone() throws Exception {
    assertNothingReadsMore(
        EnumSet.of(Shape.ONE_PHONE_ALL_TO_ROUTE, Shape.FEW_TO_ROUTE, Shape.FEW_TO_SEND),
        messagesOfOne(),
        true);
  }

  private void assertNothingReadsMore(Set<Shape> shapes, int rows, boolean misled)
      throws Exception {
    many = rows / AT_A_TIME * AT_A_TIME;
    assertThat(many).as("what is read of a shape as a whole").isGreaterThan((int) ENOUGH);
    DatabaseSettings settings = settings();
    Database.open(settings, Clock.systemUTC()).close();
    try (Connection connection = TestConnection.to(settings)) {
      fill(shapes, misled, connection);
    }
    Map<String, String> tooMuch = new TreeMap<>();
    try (Database database = Database.open(settings, Clock.systemUTC());
        Connection connection = database.dataSource().getConnection()) {
      Configuration statements =
          new Sessions(
                  database.dataSource(),
                  database.dialect(),
                  true,
                  DatabaseFile.none(),
                  AppConnections.all(),
                  RouterMappers.ALL)
              .configuration();
      for (Shape shape : shapes) {
        for (Method method : methods()) {
          String plan = plan(method, shape, statements, connection);
          if (rows(plan) > ENOUGH) {
            tooMuch.put(method.getName() + " " + shape, plan);
          }
        }
      }
    }
    assertThat(tooMuch).isEmpty();
  }

  private List<Method> methods() {
    return MAPPERS.stream()
        .flatMap(mapper -> Arrays.stream(mapper.getDeclaredMethods()))
        .filter(method -> !method.isDefault() && !isForeign(method.getName()))
        .filter(method -> !isOfAWholeBackend(method))
        .toList();
  }

  private boolean isOfAWholeBackend(Method method) {
    return method.getDeclaringClass() == RenameMapper.class
        && OF_A_WHOLE_BACKEND.contains(method.getName());
  }

  private String plan(Method method, Shape shape, Configuration statements, Connection connection)
      throws SQLException {
    MappedStatement mapped =
        statements.getMappedStatement(
            method.getDeclaringClass().getName() + "." + method.getName());
    Object parameters =
        new ParamNameResolver(statements, method).getNamedParams(arguments(method, shape));
    BoundSql sql = mapped.getBoundSql(parameters);
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(explain() + " " + sql.getSql().strip())) {
      new DefaultParameterHandler(mapped, parameters, sql).setParameters(statement);
      try (ResultSet plan = statement.executeQuery()) {
        while (plan.next()) {
          lines.add(plan.getString(1));
        }
      }
    } finally {
      connection.rollback();
    }
    return String.join("\n", lines);
  }

  private Object[] arguments(Method method, Shape shape) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> argument(parameter, shape))
        .toArray();
  }

  private Object argument(Parameter parameter, Shape shape) {
    Param named = parameter.getAnnotation(Param.class);
    String name = named == null ? "" : named.value();
    Class<?> type = parameter.getType();
    Instant now = Instant.now();
    if (type == Instant.class && name.equals("now")) {
      return now.plusSeconds(60);
    }
    if (type == Wanted.class) {
      return wanted(parameter.getDeclaringExecutable().getName(), shape);
    }
    if (type == UUID.class) {
      return switch (name) {
        case "connection", "connectionId" -> shape.id(0, 1);
        // All is in this one, and nothing in those after it.
        case "lane" -> BacklogMapper.NONE;
        case "downTo" -> new UUID(0, 0);
        case "before" -> MessageIds.firstOf(now);
        case "after", "from", "firstId" ->
            Shape.EACH_PHONE_NONE_WAITS.id(1, rowsOf(Shape.EACH_PHONE_NONE_WAITS) - 10);
        case "upTo" -> Shape.EACH_PHONE_NONE_WAITS.id(1, rowsOf(Shape.EACH_PHONE_NONE_WAITS));
        default -> shape.id(1, 1);
      };
    }
    if (type == String.class) {
      return switch (name) {
        case "backend", "before" -> shape.backend();
        // Smaller than any identity.
        case "after" -> "";
        case "from" -> shape.backend() + "\u0001";
        case "identity", "externalId", "gatewayId" -> "1";
        default -> "another";
      };
    }
    if (type == int.class) {
      return switch (name) {
        case "limit" -> 100;
        case "priority" -> 0;
        // Nothing has one as low.
        case "upTo" -> -1;
        case "lookedAt" -> 1000;
        case "count" -> 10_000;
        default -> 1_000_000;
      };
    }
    if (type == String[].class && name.equals("positions")) {
      return new String[] {"1", "2"};
    }
    if (type == String[].class && isOfGone(parameter)) {
      return Columns.ids(List.of(shape.id(2, 1), shape.id(2, 2)));
    }
    if (type == String[].class) {
      return Columns.ids(List.of(shape.id(1, 1), shape.id(1, 2), shape.id(1, rowsOf(shape))));
    }
    if (type == Set.class) {
      return Set.of(new BackendName(shape.backend()));
    }
    if (type == List.class && name.equals("rows")) {
      return List.of(new PacedRow(shape.id(0, 1), now));
    }
    if (name.equals("positions")) {
      return List.of(1L, 2L);
    }
    if (name.equals("known")) {
      return List.of("another");
    }
    if (List.class.isAssignableFrom(type) || type == Collection.class) {
      return List.of(shape.id(1, 1), shape.id(1, 2), shape.id(1, rowsOf(shape)));
    }
    // What is of use until then is stored already.
    boolean isStored = parameter.getDeclaringExecutable().getName().equals("addExpiring");
    MessageRow row =
        new MessageRow(
            isStored ? shape.id(1, 1) : UUID.randomUUID(),
            shape.id(0, 1),
            shape.backend(),
            "1",
            Direction.IN,
            "QUEUED",
            "hello",
            "new",
            null,
            null,
            now,
            1,
            UUID.randomUUID(),
            now,
            null,
            null,
            null);
    Map<Class<?>, Object> others =
        Map.of(
            Instant.class,
            now.minusSeconds(86_400),
            Direction.class,
            Direction.IN,
            IncomingStatus.class,
            IncomingStatus.HANDLED,
            OutgoingStatus.class,
            OutgoingStatus.SENT,
            KeptKind.class,
            KeptKind.MESSAGES,
            MessageRow.class,
            row,
            Map.class,
            columns(row, shape, now),
            ReportRow.class,
            report(shape, now));
    return others.get(type);
  }

  // Those that are there wait, and so cannot be removed.
  private boolean isOfGone(Parameter parameter) {
    return parameter.getDeclaringExecutable().getName().equals("removeMessages");
  }

  /** Returns the columns of rows of all kinds. */
  private Map<String, String[]> columns(MessageRow message, Shape shape, Instant now) {
    UUID id = shape.id(1, 1);
    EventType sent = EventType.SENT;
    Map<String, String[]> columns = new HashMap<>();
    columns.putAll(
        Columns.of(
            List.of(new EventRow(UUID.randomUUID(), id, sent, "SENT", null, now, "another"))));
    columns.putAll(Columns.of(List.of(new CallbackRow(id, "https://example.org/", "another"))));
    columns.putAll(Columns.of(List.of(new ReferenceRow(id, "visit 12"))));
    columns.putAll(Columns.of(List.of(new AnswerRow(id, "key", "hash", "{}", now))));
    columns.putAll(Columns.of(List.of(message)));
    columns.putAll(Columns.of(List.of(new ErrorRow(id, "echo", "handle", "broken", now))));
    columns.putAll(Columns.of(List.of(new WaitRow(id, 1, 0, now, now, now, id))));
    columns.putAll(Columns.of(List.of(new StatusRow(id, "SENT", null, "1", null, now, "echo"))));
    columns.putAll(
        Columns.of(List.of(new CountChangeRow(now, shape.backend(), Direction.IN, "QUEUED", 1))));
    columns.putAll(
        Columns.of(
            List.of(new LegRow(id, now, 0, shape.backend(), Leg.Result.ACCEPTED, "because", "1"))));
    return columns;
  }

  private ReportRow report(Shape shape, Instant at) {
    return new ReportRow(
        UUID.randomUUID(),
        shape.id(1, 1),
        shape.backend(),
        "1",
        ReportedState.DELIVERED,
        null,
        null,
        null,
        at,
        OutgoingStatus.SENT,
        OutgoingStatus.DELIVERED);
  }

  // None is like that, so that all are looked at.
  private Wanted wanted(String statement, Shape shape) {
    return new Wanted(
        shape.backend(),
        Direction.OUT,
        List.of("OUT FAILED", "IN ERRORED"),
        "echo",
        null,
        statement.endsWith("Of") ? List.of(shape.id(0, 1), shape.id(0, 2)) : null,
        true);
  }

  private void fill(Set<Shape> shapes, boolean misled, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Shape shape : shapes) {
        for (int from = 1; from <= rowsOf(shape); from += AT_A_TIME) {
          fill(shape, from, statement);
          connection.commit();
        }
      }
      if (misled) {
        mislead(statement);
      }
      statement.execute("ANALYZE");
      connection.commit();
    }
  }

  private void fill(Shape shape, int from, Statement statement) throws SQLException {
    String numbers =
        series(from, Math.min(from + AT_A_TIME - 1, rowsOf(shape))) + " AS numbers (n)";
    String phone = shape.onePhone ? "1" : "n";
    String connection = id(shape, 0, phone);
    if (!shape.onePhone || from == 1) {
      statement.execute(
          """
          INSERT INTO connection (id, backend, identity, created_at)
          SELECT DISTINCT %s, '%s', CAST(%s AS VARCHAR), CURRENT_TIMESTAMP FROM %s
          """
              .formatted(connection, shape.backend(), phone, numbers));
    }
    String direction = shape.waiting == null ? "OUT" : shape.waiting;
    boolean scheduled = shape == Shape.EACH_PHONE_ONE_SCHEDULED;
    String status = shape.waiting == null && !scheduled ? "SENT" : "QUEUED";
    statement.execute(
        """
        INSERT INTO message
          (id, connection_id, backend, direction, status, text, external_id, created_at, updated_at)
        SELECT %s, %s, '%s', '%s', '%s', 'hello', CAST(n AS VARCHAR), CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
        FROM %s
        """
            .formatted(id(shape, 1, "n"), connection, shape.backend(), direction, status, numbers));
    statement.execute(
        """
        INSERT INTO message_leg (message_id, at, step, backend, result)
        SELECT %s, CURRENT_TIMESTAMP, 0, '%s', 'PERHAPS' FROM %s
        """
            .formatted(id(shape, 1, "n"), shape.backend(), numbers));
    if (scheduled) {
      statement.execute(
          "INSERT INTO scheduled (message_id, due) SELECT %s, CURRENT_TIMESTAMP + n * INTERVAL '1' SECOND FROM %s"
              .formatted(id(shape, 1, "n"), numbers));
    } else if (shape.waiting == null) {
      // On one of the backends all messages have the same.
      String gatewayId = shape.onePhone ? "'1'" : "CAST(n AS VARCHAR)";
      statement.execute(
          """
          INSERT INTO gateway_message (message_id, backend, gateway_id, given_at)
          SELECT %s, '%s', %s, CURRENT_TIMESTAMP FROM %s
          """
              .formatted(id(shape, 1, "n"), shape.backend(), gatewayId, numbers));
    } else {
      statement.execute(
          """
          INSERT INTO waiting (message_id, connection_id, backend, direction, ordinal, attempts, created_at)
          SELECT %1$s, %2$s, '%3$s', '%4$s', %1$s, 0, CURRENT_TIMESTAMP FROM %5$s
          """
              .formatted(id(shape, 1, "n"), connection, shape.backend(), direction, numbers));
    }
    // All of a backend's are of use for as long, and that is over.
    statement.execute(
        """
        INSERT INTO expiring (message_id, backend, valid_until)
        SELECT %s, '%s', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' FROM %s
        """
            .formatted(id(shape, 1, "n"), shape.backend(), numbers));
  }

  private String id(Shape shape, int kind, String number) {
    String start = shape.id(kind, 0).toString().substring(0, 24);
    return "CAST('" + start + "' || lpad(CAST(" + number + " AS VARCHAR), 12, '0') AS UUID)";
  }
}
