package org.threadless.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.ByteArrayOutputStream;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A line of the log as an object of JSON. What a line is about ({@code message}, {@code backend},
 * {@code app}, {@code phase}) are fields beside those that each has. Safe for any thread.
 */
final class JsonLine {

  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "msg", "exception");
  private static final int USUAL_BYTES = 512;

  private final JsonFactory factory = new JsonFactory();
  private final TraceConverter traces = new TraceConverter();

  JsonLine() {
    traces.start();
  }

  /** Returns the line with its end, in UTF-8. */
  byte[] of(ILoggingEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      write(event, json);
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private void write(ILoggingEvent event, JsonGenerator json) {
    json.writeStringProperty("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeStringProperty("level", event.getLevel().toString());
    json.writeStringProperty("logger", event.getLoggerName());
    if (!event.getThreadName().isEmpty()) {
      json.writeStringProperty("thread", event.getThreadName());
    }
    json.writeStringProperty("msg", OneLine.of(event.getFormattedMessage()));
    writeContext(event.getMDCPropertyMap(), json);
    String trace = traces.convert(event);
    if (!trace.isEmpty()) {
      json.writeStringProperty("exception", trace.stripTrailing());
    }
  }

  private static void writeContext(Map<String, String> context, JsonGenerator json) {
    // An app may put anything into it.
    new TreeMap<>(context)
        .forEach(
            (key, value) ->
                json.writeStringProperty(
                    OneLine.of(OWN.contains(key) ? "mdc." + key : key),
                    value == null ? "" : OneLine.of(value)));
  }
}
