package org.threadless.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.threadless.router.text.Charsets;

/** Reads the fields in the body of a request. Waits for it. */
final class FormBody {

  private static final String MULTIPART = "multipart/form-data";

  // Programs that send a form often say that it is text, or nothing at all.
  private static final Set<String> FORMS =
      Set.of("", "application/x-www-form-urlencoded", "text/plain");

  // What a type is made of (RFC 9110, 5.6.2), so that nothing else of a caller's gets into a log.
  private static final int LONGEST_TYPE = 80;

  private FormBody() {}

  /**
   * Returns the fields.
   *
   * @param mends takes a word on what had to be mended before they could be read
   * @throws RequestException where the body is no form
   */
  static List<FormField> fields(Request request, List<String> mends) {
    byte[] body = bytes(request);
    if (body.length == 0) {
      return List.of();
    }
    String encoding = type(request, HttpHeader.CONTENT_ENCODING);
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      throw notTaken("content encoding", encoding);
    }
    String type = type(request, HttpHeader.CONTENT_TYPE);
    if (FORMS.contains(type)) {
      return FormField.all(body);
    }
    if (type.equals(MULTIPART)) {
      return parts(request, body, mends);
    }
    throw notTaken("content type", type);
  }

  private static String type(Request request, HttpHeader header) {
    String value = Optional.ofNullable(request.getHeaders().get(header)).orElse("");
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static RequestException notTaken(String what, String type) {
    String shown = type.replaceAll("[^a-z0-9/+._-]", "?");
    return new RequestException(
        415,
        "the "
            + what
            + " "
            + shown.substring(0, Math.min(shown.length(), LONGEST_TYPE))
            + " is not taken here: send a form");
  }

  private static byte[] bytes(Request request) {
    try {
      return BufferUtil.toArray(Content.Source.asByteBuffer(request));
    } catch (IOException | RuntimeException e) {
      throw isTooLarge(e)
          ? new RequestException(413, HttpService.TOO_LARGE)
          : new RequestException(400, "the request ended before its end");
    }
  }

  private static boolean isTooLarge(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http && http.getCode() == 413) {
        return true;
      }
    }
    return false;
  }

  private static List<FormField> parts(Request request, byte[] body, List<String> mends) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String boundary = MultiPart.extractBoundary(type);
    if (boundary == null || boundary.isEmpty()) {
      throw new RequestException(400, "the form cannot be read: its content type has no boundary");
    }
    MultiPartBody parts = new MultiPartBody(body, boundary);
    if (!parts.isBegun()) {
      throw new RequestException(
          400, "the form cannot be read: the boundary of its content type is not in it");
    }
    if (!parts.isEnded()) {
      mends.add("a form in parts without its last boundary");
    }
    return parts(request, type, parts.ended());
  }

  private static List<FormField> parts(Request request, String type, byte[] body) {
    Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(source, request, type, inMemory())) {
      List<FormField> fields = new ArrayList<>();
      for (MultiPart.Part part : parts) {
        if (part.getName() != null) {
          fields.add(field(part));
        }
      }
      return fields;
    } catch (IOException | RuntimeException e) {
      throw new RequestException(400, "the form cannot be read: its parts are not whole");
    }
  }

  // The body is no larger than a request may be, and so is all that is in it. Lines may end in LF.
  private static MultiPartConfig inMemory() {
    return new MultiPartConfig.Builder()
        .complianceMode(MultiPartCompliance.LEGACY)
        .maxParts(HttpService.MAX_REQUEST_BYTES)
        .maxSize(-1)
        .maxPartSize(-1)
        .maxMemoryPartSize(-1)
        .build();
  }

  private static FormField field(MultiPart.Part part) throws IOException {
    byte[] value = BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
    String charset =
        MimeTypes.getCharsetFromContentType(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    return FormField.of(
        part.getName(),
        value,
        FieldCoding.ofTransfer(part.getHeaders().get("Content-Transfer-Encoding")),
        Optional.ofNullable(charset).flatMap(Charsets::named));
  }
}
