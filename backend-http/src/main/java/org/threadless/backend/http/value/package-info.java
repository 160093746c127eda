/**
 * The two small languages that presets are written in: {@link
 * org.threadless.backend.http.value.ValuePath} says where a value is read, {@link
 * org.threadless.backend.http.value.Template} what is written.
 */
package org.threadless.backend.http.value;
