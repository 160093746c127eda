package org.threadless.backend.http.outgoing.settings;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.InvalidSettingException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON with places for values. What has an absent value is left out, and what is empty by that. */
public final class JsonTemplate {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Set<String> names = new LinkedHashSet<>();
  private final String component;
  private final Predicate<String> isNumber;
  private final Part root;

  private interface Part {
    Optional<JsonNode> fill(Function<String, Optional<String>> values);
  }

  private JsonTemplate(String component, Object tree, Predicate<String> isNumber) {
    this.component = component;
    this.isNumber = isNumber;
    this.root = part(tree);
  }

  /**
   * Returns the template of a tree of maps, lists, texts, numbers, true and false, where no value
   * is a number.
   */
  static JsonTemplate of(String component, Object tree) {
    return of(component, tree, name -> false);
  }

  /**
   * Returns the template of such a tree.
   *
   * @param component what the tree is called in the settings
   * @param isNumber whether a value is a number, and written as one where it is all of a text
   */
  public static JsonTemplate of(String component, Object tree, Predicate<String> isNumber) {
    if (!(tree instanceof Map || tree instanceof List)) {
      throw new InvalidSettingException(component, "must be a map or a list");
    }
    return new JsonTemplate(component, tree, isNumber);
  }

  /** Returns the names of all places. */
  Set<String> names() {
    return names;
  }

  /** Returns the JSON with values in its places. */
  public String fill(Function<String, Optional<String>> values) {
    return root.fill(values).orElseGet(NODES::objectNode).toString();
  }

  private Part part(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return map(map);
    }
    if (tree instanceof List<?> list) {
      return list(list);
    }
    if (tree instanceof String text) {
      return text(template(text));
    }
    if (tree instanceof Number || tree instanceof Boolean) {
      JsonNode constant = JsonMapper.shared().valueToTree(tree);
      return values -> Optional.of(constant);
    }
    throw new InvalidSettingException(
        component, "must be made of maps, lists, texts, numbers, true and false");
  }

  private Template template(String text) {
    try {
      return Template.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(component, e.getMessage());
    }
  }

  private Part map(Map<?, ?> tree) {
    Map<String, Part> parts = new LinkedHashMap<>();
    tree.forEach((key, value) -> parts.put(String.valueOf(key), part(value)));
    return values -> {
      ObjectNode object = NODES.objectNode();
      parts.forEach((key, part) -> part.fill(values).ifPresent(node -> object.set(key, node)));
      return object.isEmpty() && !parts.isEmpty() ? Optional.empty() : Optional.of(object);
    };
  }

  private Part list(List<?> tree) {
    List<Part> parts = tree.stream().map(this::part).toList();
    return values -> {
      ArrayNode array = NODES.arrayNode();
      parts.forEach(part -> part.fill(values).ifPresent(array::add));
      return array.isEmpty() && !parts.isEmpty() ? Optional.empty() : Optional.of(array);
    };
  }

  private Part text(Template template) {
    names.addAll(template.names());
    boolean number =
        template.names().stream()
            .anyMatch(name -> isNumber.test(name) && template.toString().equals("{" + name + "}"));
    return number
        ? values -> template.fill(values).map(text -> NODES.numberNode(new BigDecimal(text)))
        : values -> template.fill(values).map(NODES::stringNode);
  }
}
