package org.threadless.api.call;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.path.PathTable;
import org.threadless.http.path.PathTemplate;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.engine.call.Discretion;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/** Answers all that is asked below {@code /api/v1}: finds the operation, and lets tokens in. */
public final class ApiHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(ApiHandler.class);

  /** What stands before the paths of all operations. */
  public static final String VERSION = "/v1";

  private static final String JSON_TYPE = "application/json";

  // What a body becomes: a JSON object has an object for each part, a table one for each row.
  private static final int OF_JSON = 20;
  private static final int OF_TABLE = 6;

  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long LARGEST = 48 * 1024 * 1024;

  // What an answer that tells of changes takes at most: a thousand new messages, for each of which
  // the body has a few bytes.
  private static final long LARGEST_TOLD = 512 * 1024;
  private static final long OF_BODY = 50;

  private final LargeThings bodies = new LargeThings(Math.max(LARGEST, HEAP / 4));
  private final LargeThings answers = new LargeThings(Math.max(LARGEST, HEAP / 8));
  private final ShownTokens tokens;
  private final PathTable<Operation> operations = new PathTable<>();

  @Inject
  ApiHandler(ShownTokens tokens, Set<Operations> operations) {
    this.tokens = tokens;
    operations.stream()
        .flatMap(each -> each.all().stream())
        .forEach(each -> this.operations.add(each.method(), each.path(), each));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = String.valueOf(Request.getPathInContext(request));
    if (!path.startsWith(VERSION + "/")) {
      return false;
    }
    try {
      answer(request, response, callback);
    } catch (ProblemException e) {
      tell(e, response, callback);
    } catch (RequestException e) {
      tell(new ProblemException(Problem.of(e.status(), e.getMessage())), response, callback);
    } catch (OverloadException e) {
      tell(later("too much is in progress; try it again"), response, callback);
    } catch (StoreUnavailableException e) {
      tell(later("the database cannot be used now; try it again later"), response, callback);
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("{} {} failed", request.getMethod(), Discretion.numberless(path), Tellable.of(e));
      Problem problem = Problem.of(500, "that is a fault of the router, and its log says more");
      tell(new ProblemException(problem), response, callback);
    }
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    PathTable.Place<Operation> place = place(segments(request));
    Operation operation = operation(place, request.getMethod());
    Token token = tokens.token(request);
    Call call = new Call(request, token, place.values());
    call.require(operation.right());
    if (!operation.hasQuery()) {
      call.query().finish();
    }
    try (LargeThings.Held body = bodies.hold(weight(request));
        Room room = room(operation, request)) {
      write(operation.work().answer(call), room, response, callback);
    }
  }

  // What is done must not be answered as if it were not: the room is taken before.
  private Room room(Operation operation, Request request) {
    long most = Math.min(LARGEST_TOLD, OF_BODY * Math.max(0, request.getLength()));
    return operation.changes() ? new Room(answers, answers.hold(most)) : new Room(answers);
  }

  private static long weight(Request request) {
    String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    return request.getLength() * (type.startsWith("text/csv") ? OF_TABLE : OF_JSON);
  }

  private PathTable.Place<Operation> place(List<String> path) {
    return operations
        .find(path)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "nothing is here; /api/openapi.yaml tells what there is"));
  }

  private static Operation operation(PathTable.Place<Operation> place, String method) {
    return place
        .of(method)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(405, "use " + place.allowed()),
                    Map.of(HttpHeader.ALLOW, place.allowed())));
  }

  // Of the path as it came: a slash in an identity is encoded, and parts nothing; a plus is one.
  private static List<String> segments(Request request) {
    String raw = request.getHttpURI().getPath();
    if (!isPlain(raw)) {
      throw new ProblemException(
          Problem.of(400, "the path must have no ; and no part that is . or .., written as such"));
    }
    return PathTemplate.segments(raw.substring(raw.indexOf(VERSION + "/") + VERSION.length()));
  }

  // A proxy in between might read it in another way.
  private static boolean isPlain(String path) {
    return path.indexOf(';') < 0
        && Arrays.stream(path.split("/")).noneMatch(part -> part.equals(".") || part.equals(".."));
  }

  private static ProblemException later(String detail) {
    return new ProblemException(
        Problem.of(503, detail),
        Map.of(HttpHeader.RETRY_AFTER, Long.toString(Answers.RETRY_AFTER.toSeconds())));
  }

  private void tell(ProblemException e, Response response, Callback callback) {
    e.headers().forEach((header, value) -> response.getHeaders().put(header, value));
    response.setStatus(e.problem().status());
    Answers.because(response, e.forLog());
    write(Problem.TYPE, Json.write(e.problem()), new Room(answers), response, callback);
  }

  private static void write(CallAnswer answer, Room room, Response response, Callback callback) {
    if (answer instanceof CallAnswer.Json json) {
      response.setStatus(json.status());
      write(JSON_TYPE, Json.write(json.body()), room, response, callback);
    } else if (answer instanceof CallAnswer.Written written) {
      response.setStatus(written.status());
      write(JSON_TYPE, written.json(), room, response, callback);
    } else if (answer instanceof CallAnswer.Table table) {
      write(table, response, callback);
    } else {
      response.setStatus(204);
      callback.succeeded();
    }
  }

  // A caller that does not read keeps what it has asked for in the heap.
  private static void write(
      String type, String text, Room room, Response response, Callback callback) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LargeThings.Held held = room.keep(bytes.length);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(bytes), Callback.from(callback, held::close));
  }

  private static void write(CallAnswer.Table table, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/csv; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Writer writer =
        new OutputStreamWriter(Content.Sink.asOutputStream(response), StandardCharsets.UTF_8);
    try {
      table.rows().write(writer);
      writer.close();
    } catch (IOException | RuntimeException e) {
      // It is not closed: what has been sent of it must not look like all of it.
      fail(e, response, callback);
      return;
    }
    callback.succeeded();
  }

  private static void fail(Exception e, Response response, Callback callback) {
    if (e instanceof RuntimeException untold && !response.isCommitted()) {
      throw untold;
    }
    callback.failed(e);
  }
}
