package org.threadless.server.command.people;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.people.Person;
import org.threadless.server.command.typed.UserException;
import org.threadless.storage.person.StoredPersons;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes all that is kept of somebody, message by message. */
final class PersonJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final PrintWriter out;

  PersonJson(PrintWriter out) {
    this.out = out;
  }

  void write(Person person, Map<String, Map<String, ?>> apps, StoredPersons persons) {
    Map<String, JsonNode> told = told(apps);
    try (JsonGenerator json = JSON.writerWithDefaultPrettyPrinter().createGenerator(out)) {
      json.writeStartObject();
      Optional<Map<String, Object>> contact = person.contact().map(PersonJson::contact);
      if (contact.isPresent()) {
        json.writePOJOProperty("contact", contact.get());
      }
      json.writePOJOProperty(
          "connections", person.connections().stream().map(PersonJson::connection).toList());
      json.writePOJOProperty("apps", told);
      json.writePOJOProperty("questions", persons.questions(person));
      json.writeArrayPropertyStart("messages");
      persons.messages(person, json::writePOJO);
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println();
  }

  private static Map<String, JsonNode> told(Map<String, Map<String, ?>> apps) {
    Map<String, JsonNode> told = new LinkedHashMap<>();
    apps.forEach((app, kept) -> told.put(app, json(app, kept)));
    return told;
  }

  private static JsonNode json(String app, Map<String, ?> kept) {
    try {
      return JSON.valueToTree(kept);
    } catch (JacksonException e) {
      throw new UserException(
          "what the app " + app + " keeps cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Object> contact(Contact contact) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", contact.id());
    contact.name().ifPresent(name -> told.put("name", name));
    contact
        .language()
        .map(Locale::toLanguageTag)
        .ifPresent(language -> told.put("language", language));
    told.put("notes", contact.notes());
    told.put("groups", contact.groups());
    return told;
  }

  private static Map<String, Object> connection(Connection connection) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("backend", connection.backend().value());
    told.put("identity", connection.identity().value());
    return told;
  }
}
