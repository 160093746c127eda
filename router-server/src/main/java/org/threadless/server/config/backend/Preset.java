package org.threadless.server.config.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.server.config.record.Binder;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * A preset that has been read: what a backend has which does not say otherwise itself.
 *
 * @param name as a backend names it
 * @param settingsPlace where it declares settings
 * @param settings the settings that it declares, by name
 * @param places where each of them is declared
 * @param tree all other keys
 */
record Preset(
    String name,
    Place settingsPlace,
    Map<String, DeclaredSetting> settings,
    Map<String, Place> places,
    ConfigNode.Mapping tree) {

  static final String SETTINGS = "settings";
  private static final List<String> ONLY_OF_A_BACKEND =
      List.of(BackendEntry.ENGINE, BackendSection.PRESET);

  /** The part of the file that is not for the engine. */
  record Declarations(Map<String, DeclaredSetting> settings) {
    Declarations {
      settings = settings == null ? Map.of() : settings;
    }
  }

  /**
   * Reads a preset.
   *
   * @param taken the keys that a backend of the engine has anyway, and that none may declare
   * @return nothing where something is wrong with it
   */
  public static Optional<Preset> read(
      String name, ConfigNode.Mapping root, List<String> taken, Mistakes mistakes) {
    int before = mistakes.count();
    root.only(ONLY_OF_A_BACKEND)
        .entries()
        .values()
        .forEach(node -> mistakes.add(node.place(), "must stand in the backend, not in a preset"));
    ConfigNode.Mapping declarations = root.only(List.of(SETTINGS));
    Declarations declared =
        new Binder(mistakes)
            .bind(Declarations.class, declarations)
            .orElseThrow(AssertionError::new);
    Map<String, Place> places = places(declarations.entries().get(SETTINGS));
    places.forEach((key, place) -> refuseTaken(key, place, taken, mistakes));
    if (mistakes.count() > before) {
      return Optional.empty();
    }
    Place place = places.isEmpty() ? root.place() : declarations.entries().get(SETTINGS).place();
    return Optional.of(
        new Preset(name, place, declared.settings(), places, root.without(List.of(SETTINGS))));
  }

  private static Map<String, Place> places(ConfigNode settings) {
    Map<String, Place> places = new LinkedHashMap<>();
    if (settings instanceof ConfigNode.Mapping mapping) {
      mapping.entries().forEach((key, node) -> places.put(key, node.place()));
    }
    return places;
  }

  private static void refuseTaken(String key, Place place, List<String> taken, Mistakes mistakes) {
    if (taken.contains(key)) {
      mistakes.add(place, "must have another name: " + key + " is a setting without the preset");
    }
  }

  /** Returns the settings that it declares, a line each for people, in the order of its file. */
  public List<String> lines() {
    int longest = settings.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    settings.forEach(
        (key, declared) ->
            lines.add(key + " ".repeat(longest - key.length() + 2) + declared.described()));
    return lines;
  }

  /**
   * Returns the settings that it declares, with the values that stand in the backend. One that is
   * left out is there without a value, since the engine has to know its name.
   */
  public ConfigNode.Mapping values(ConfigNode.Mapping backend, Mistakes mistakes) {
    Map<String, ConfigNode> values = new LinkedHashMap<>();
    settings.forEach(
        (key, declared) ->
            values.put(
                key,
                value(key, declared, backend, mistakes)
                    .orElseGet(() -> withoutValue(places.get(key), declared))));
    return new ConfigNode.Mapping(settingsPlace, values);
  }

  /** The other components of a {@link org.threadless.router.config.PresetSetting}. */
  private static ConfigNode withoutValue(Place place, DeclaredSetting declared) {
    String secret = declared.secret().toString();
    String number = Boolean.toString(declared.isNumber());
    return new ConfigNode.Mapping(
        place,
        Map.of(
            "secret", new ConfigNode.Scalar(place, secret, secret, true),
            "number", new ConfigNode.Scalar(place, number, number, true)));
  }

  private Optional<ConfigNode> value(
      String key, DeclaredSetting declared, ConfigNode.Mapping backend, Mistakes mistakes) {
    ConfigNode node = backend.entries().get(key);
    if (node instanceof ConfigNode.Scalar scalar && !scalar.text().isBlank()) {
      refuse(scalar, declared, mistakes);
      return Optional.of(value(scalar, declared));
    }
    if (node instanceof ConfigNode.Mapping || node instanceof ConfigNode.Sequence) {
      mistakes.add(node.place(), "must be a single value, and is " + ConfigNode.kind(node));
      return Optional.empty();
    }
    if (declared.fallback() != null) {
      return Optional.of(value(fallback(key, declared), declared));
    }
    if (declared.isNeeded() && !(node instanceof ConfigNode.Wrong)) {
      refuseMissing(key, node, backend.place(), mistakes);
    }
    return Optional.empty();
  }

  private ConfigNode.Scalar fallback(String key, DeclaredSetting declared) {
    String text = declared.fallback();
    return new ConfigNode.Scalar(places.get(key), text, text, false);
  }

  private static ConfigNode value(ConfigNode.Scalar scalar, DeclaredSetting declared) {
    return new ConfigNode.PresetValue(
        scalar.place(), scalar, declared.secret(), declared.isNumber());
  }

  private static void refuse(
      ConfigNode.Scalar scalar, DeclaredSetting declared, Mistakes mistakes) {
    String shown = declared.secret() ? "" : ", and is '" + scalar.written() + "'";
    declared
        .problem(scalar.text())
        .ifPresent(problem -> mistakes.add(scalar.place(), problem + shown));
  }

  private void refuseMissing(String key, ConfigNode node, Place backend, Mistakes mistakes) {
    boolean blank = node instanceof ConfigNode.Scalar;
    mistakes.add(
        node == null ? backend.child(key, backend.line()) : node.place(),
        (blank ? "must not be empty" : "is missing") + "; the preset " + name + " needs it");
  }
}
