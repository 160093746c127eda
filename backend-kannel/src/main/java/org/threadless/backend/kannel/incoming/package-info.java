/** Messages from Kannel, and replies in the answer to them. */
package org.threadless.backend.kannel.incoming;
