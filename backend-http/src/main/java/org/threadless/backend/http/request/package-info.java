/** What comes in over HTTP from a provider, whether it is a form or JSON. */
package org.threadless.backend.http.request;
