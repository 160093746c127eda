package org.threadless.http;

import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Reads the fields of a form, and says of each what is wrong with it. */
public final class FormReader {

  private final Fields fields;

  private FormReader(Fields fields) {
    this.fields = fields;
  }

  /**
   * Reads the body of a POST, or the query of any other method. Waits for the body.
   *
   * @throws RequestException where it cannot be read as a form
   */
  public static FormReader of(Request request) {
    try {
      return new FormReader(
          HttpMethod.POST.is(request.getMethod())
              // No limits here: the server bounds the size of every request.
              ? FormFields.getFields(request, -1, -1)
              : Request.extractQueryParameters(request));
    } catch (RuntimeException e) {
      throw asRequestException(e);
    }
  }

  private static RequestException asRequestException(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http && http.getCode() == 413) {
        return new RequestException(413, HttpService.TOO_LARGE);
      }
    }
    return new RequestException(
        400,
        "the form cannot be read: it must be percent-encoded, in UTF-8 unless it says otherwise");
  }

  /**
   * Returns a field that must be there; it may be empty.
   *
   * @throws RequestException where it is missing, or there twice
   */
  public String required(String name) {
    return optional(name)
        .orElseThrow(() -> RequestException.badField(name, "is missing from the form"));
  }

  /**
   * Returns a field that may be missing.
   *
   * @throws RequestException where it is there twice
   */
  public Optional<String> optional(String name) {
    Fields.Field field = fields.get(name);
    if (field != null && field.hasMultipleValues()) {
      throw RequestException.badField(name, "is there more than once");
    }
    return Optional.ofNullable(field).map(Fields.Field::getValue);
  }

  /**
   * Makes a value of what stands in a field.
   *
   * @param name the field, as the caller knows it
   * @throws RequestException where {@code make} throws an IllegalArgumentException, with its
   *     message
   */
  public static <T> T checked(String name, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw RequestException.badField(name, e.getMessage());
    }
  }
}
