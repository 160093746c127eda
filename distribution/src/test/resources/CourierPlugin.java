import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.receive.ReceivingHandler;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestBody;
import org.threadless.http.request.RequestException;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.text.TakenText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engine {@code courier}, whose messages are JSON. */
public final class CourierPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "courier";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return CourierBackend.class;
  }
}

final class CourierBackend implements HttpBackend {

  private final Handler handler;

  @Inject
  CourierBackend(BackendName name, Incoming incoming) {
    this.handler = new CourierHandler(name, incoming);
  }

  @Override
  public Handler handler() {
    return handler;
  }

  @Override
  public SendResult send(OutgoingMessage message) {
    return SendResult.accepted();
  }
}

/** Takes messages as JSON: {@code {"from":"+41791112233","words":"hello","id":"c-1"}}. */
final class CourierHandler extends ReceivingHandler {

  private final BackendName name;
  private final IdentityReader identities;

  CourierHandler(BackendName name, Incoming incoming) {
    super(incoming, Set.of(HttpMethod.POST));
    this.name = name;
    this.identities = new IdentityReader(name);
  }

  @Override
  protected ReceivedMessage read(Request request) {
    JsonNode message = json(RequestBody.of(request).bytes());
    Connection from = new Connection(name, identities.of("from", text(message, "from")));
    return ReceivedMessage.of(from, text(message, "words"))
        .withExternalId(message.path("id").asString(""));
  }

  private static JsonNode json(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new RequestException(400, "the body is no JSON");
    }
  }

  private static TakenText text(JsonNode message, String field) {
    JsonNode value = message.path(field);
    if (!value.isString()) {
      throw RequestException.badField(field, "is missing, or is no text");
    }
    return TakenText.of(value.asString());
  }
}
