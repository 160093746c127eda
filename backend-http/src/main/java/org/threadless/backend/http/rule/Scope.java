package org.threadless.backend.http.rule;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.value.Conditions;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Settings;
import tools.jackson.core.JsonPointer;

/** Which requests a rule is for, and which parts of them. */
public final class Scope {

  private final Set<Method> methods;
  private final Conditions conditions;
  private final Optional<JsonPointer> array;

  private Scope(Set<Method> methods, Conditions conditions, Optional<JsonPointer> array) {
    this.methods = methods;
    this.conditions = conditions;
    this.array = array;
  }

  /**
   * Returns what three settings say that every rule has.
   *
   * @param methods which methods; null is POST
   * @param when what must hold; null is nothing
   * @param each where the array is that has the parts; null where the request is one
   */
  public static Scope of(
      OneOrMore<Method> methods, Map<String, OneOrMore<String>> when, String each) {
    return new Scope(
        methods == null ? EnumSet.of(Method.POST) : EnumSet.copyOf(methods.all()),
        Conditions.of("when", Settings.orElse(when, Map.of())),
        Optional.ofNullable(each).map(Scope::array));
  }

  private static JsonPointer array(String each) {
    if (!each.isEmpty() && each.charAt(0) != '/') {
      throw new InvalidSettingException(
          "each",
          "must be a JSON Pointer such as /results, or \"\" where the whole body is the array, and is "
              + each);
    }
    return JsonPointer.compile(each);
  }

  /** Returns the methods as HTTP has them. */
  public Set<HttpMethod> methods() {
    return methods.stream().map(Method::http).collect(Collectors.toSet());
  }

  /** Returns whether a request has one of the methods; a HEAD is a GET that wants no body. */
  boolean hasMethod(ReceivedRequest request) {
    String asked = request.method().equals("HEAD") ? "GET" : request.method();
    return methods.stream().anyMatch(method -> method.name().equals(asked));
  }

  /** Returns where the array is that has the parts; empty where the request is one. */
  Optional<JsonPointer> array() {
    return array;
  }

  /** Returns whether it looks for something in JSON. */
  boolean isOfJson() {
    return conditions.isOfJson();
  }

  /** Returns whether it is for that part. */
  boolean holds(ReceivedRequest part) {
    return conditions.hold(part);
  }

  /** Returns what keeps it from being for that part; empty where nothing does. */
  Optional<Conditions.Unmet> unmet(ReceivedRequest part) {
    return conditions.firstUnmet(part);
  }
}
