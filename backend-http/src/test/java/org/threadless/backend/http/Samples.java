package org.threadless.backend.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a provider sends and answers, and what that is for us: a file for each preset.
 *
 * @param settings the backend's section of the configuration, besides engine and preset
 * @param incoming requests that come in, save delivery reports
 * @param outgoing messages that go out
 * @param reports delivery reports
 */
record Samples(
    Map<String, JsonNode> settings,
    List<Arrival> incoming,
    List<Departure> outgoing,
    List<Report> reports) {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  Samples {
    settings = settings == null ? Map.of() : settings;
    incoming = orNone(incoming);
    outgoing = orNone(outgoing);
    reports = orNone(reports);
  }

  /** Reads the file of a preset. */
  static Samples of(String preset) {
    try (InputStream file = Samples.class.getResourceAsStream("samples/" + preset + ".yml")) {
      if (file == null) {
        throw new AssertionError("the preset " + preset + " has no samples");
      }
      return MAPPER.readValue(file, Samples.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A request that comes in.
   *
   * @param messages what is stored of it
   * @param answer what it is answered with
   */
  record Arrival(String name, SampleRequest request, List<Message> messages, Answer answer) {
    Arrival {
      messages = orNone(messages);
    }

    /** Returns whether the same again can be told from a new one. */
    boolean isToldApart() {
      return messages.stream().allMatch(message -> message.id() != null);
    }
  }

  /** A message; only what is there is looked at. */
  record Message(
      String identity, String text, String id, Instant time, Map<String, String> fields) {}

  /** An answer of ours; only what is there is looked at. */
  record Answer(Integer status, String type, String body) {}

  /**
   * A message that goes out, how it is asked for, and what answers to that mean.
   *
   * @param seconds for how many seconds it is of use; null where nothing is said
   */
  record Departure(
      String name, Message message, Long seconds, SampleRequest request, List<Reply> answers) {
    Departure {
      answers = orNone(answers);
    }
  }

  /**
   * A provider's answer.
   *
   * @param is what it means: a {@link org.threadless.backend.http.outgoing.settings.Meaning}
   * @param id of an accepted message
   * @param reason of any other
   */
  record Reply(
      int status,
      Map<String, String> headers,
      JsonNode json,
      String body,
      String is,
      String id,
      String reason) {

    String written() {
      return json == null ? Optional.ofNullable(body).orElse("") : json.toString();
    }
  }

  /**
   * A delivery report on a message that went out.
   *
   * @param by how it tells which: token, message-id or gateway-id
   * @param state none where it is no news
   */
  record Report(
      String name,
      String by,
      SampleRequest request,
      String state,
      String text,
      String source,
      Instant time,
      Answer answer) {}

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
