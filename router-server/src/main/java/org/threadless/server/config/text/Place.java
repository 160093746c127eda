package org.threadless.server.config.text;

import java.util.Objects;

/**
 * Where something is in a configuration file.
 *
 * @param file the file, as it was named to the server; {@code preset twilio} for one of an engine's
 *     presets
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param key the path of the key, {@code backends.my-kannel.sendsms-url} or {@code
 *     apps[2].default}, with list elements counted from 1; empty for the file as a whole
 */
public record Place(String file, int line, String key) {

  /** Refuses null. */
  public Place {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(key, "key");
  }

  /** Returns that of something by its name, which stands in here. */
  public Place child(String name, int childLine) {
    return new Place(file, childLine, key.isEmpty() ? name : key + "." + name);
  }

  /** Returns that of something in a list, by its number, the first being 1. */
  public Place item(int number, int itemLine) {
    return new Place(file, itemLine, key + "[" + number + "]");
  }
}
