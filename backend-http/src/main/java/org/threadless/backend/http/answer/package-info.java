/** What a provider is told. */
package org.threadless.backend.http.answer;
