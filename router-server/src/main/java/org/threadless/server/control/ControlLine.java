package org.threadless.server.control;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said over a control socket, a line each: the command's one line has the action and its
 * arguments; the router's answer has what is to be shown, and ends with what came of it.
 */
final class ControlLine {

  /** The last line of an answer: it is done. */
  static final String DONE = ".";

  private static final String SAID = "+";
  private static final String FAILED = "!";

  private ControlLine() {}

  static String request(List<String> words) {
    return words.stream()
        .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Returns what was asked for, the action first. */
  static List<String> words(String request) {
    return Stream.of(request.split("&", -1))
        .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
        .toList();
  }

  static String said(String line) {
    return SAID + oneLine(line);
  }

  /** Returns the last line of an answer: it is not done. */
  static String failed(String why) {
    return FAILED + oneLine(String.valueOf(why));
  }

  static boolean isSaid(String line) {
    return line.startsWith(SAID);
  }

  static boolean isFailed(String line) {
    return line.startsWith(FAILED);
  }

  static String text(String line) {
    return line.substring(1);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
