package org.threadless.storage.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.text.AnyCase;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of {@code contact}.
 *
 * @param folded the name as it is compared; null where it is not known, as name and language are
 * @param language a tag of BCP 47
 * @param notes a JSON object; null where there are none
 */
public record ContactRow(UUID id, String name, String folded, String language, String notes) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> NOTES = new TypeReference<>() {};

  static ContactRow of(Contact contact) {
    return new ContactRow(
        contact.id(),
        contact.name().orElse(null),
        contact.name().map(AnyCase::of).orElse(null),
        contact.language().map(Locale::toLanguageTag).orElse(null),
        contact.notes().isEmpty() ? null : JSON.writeValueAsString(contact.notes()));
  }

  Contact toContact(List<Connection> connections, List<String> groups) {
    return new Contact(
        id,
        Optional.ofNullable(name),
        Optional.ofNullable(language).map(Locale::forLanguageTag),
        notes == null ? Map.of() : JSON.readValue(notes, NOTES),
        connections,
        groups);
  }
}
