/** What becomes of a request: each rule says for which it is, and what it makes of them. */
package org.threadless.backend.http.rule;
