package org.threadless.router.engine.routing.way;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.router.text.Sha256;

/**
 * By which backends those are reached whose identities begin alike.
 *
 * @param prefix what they begin with; empty for all
 * @param weights the backends, in the order of the configuration, and how many shares each has; one
 *     backend at least, and one share
 */
public record Route(String prefix, Map<BackendName, Integer> weights) {

  /** What a hash is divided by, so that it lies between 0 and 1: a double has 53 bits. */
  private static final double RANGE = 0x1p53;

  /** Copies the map. */
  public Route {
    Objects.requireNonNull(prefix, "prefix");
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> weight < 1)) {
      throw new IllegalArgumentException("a route needs a backend with a weight of 1 or more");
    }
  }

  /** Returns whether it leads to this identity. */
  public boolean isFor(Identity to) {
    return to.value().startsWith(prefix);
  }

  /**
   * Returns the backend for an identity: always the same, on every node, as long as these backends
   * and weights are. Where one is added or taken away, only those change whom that one gets or had.
   */
  public BackendName backend(Identity to) {
    if (weights.size() == 1) {
      return weights.keySet().iterator().next();
    }
    return weights.entrySet().stream()
        .max(Comparator.comparingDouble(each -> score(each.getKey(), each.getValue(), to)))
        .orElseThrow()
        .getKey();
  }

  // Weighted rendezvous hashing: each backend draws a number for the identity, the highest wins.
  private static double score(BackendName backend, int weight, Identity to) {
    return -weight / Math.log(draw(backend + "\n" + to));
  }

  /** Returns a number between 0 and 1, neither of them, that a text always has. */
  private static double draw(String text) {
    byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return ((ByteBuffer.wrap(hash).getLong() >>> 11) + 0.5) / RANGE;
  }

  /** Returns the backends for people: {@code safaricom}, {@code vodacom 75 %, airtel 25 %}. */
  public String shares() {
    if (weights.size() == 1) {
      return weights.keySet().iterator().next().value();
    }
    double all = weights.values().stream().mapToInt(Integer::intValue).sum();
    return weights.entrySet().stream()
        .map(each -> each.getKey() + " " + Math.round(100 * each.getValue() / all) + " %")
        .collect(Collectors.joining(", "));
  }

  /** Returns the prefix for people. */
  public String title() {
    return prefix.isEmpty() ? "any other" : prefix;
  }
}
