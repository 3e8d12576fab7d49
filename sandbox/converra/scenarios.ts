/**
 * The emulator's fixed set of support scenarios. What is here is invented: it stands for whatever the service
 * simulates, so that a prompt that says more of what customers need measurably scores higher.
 */

export const METRICS = ["taskCompletion", "responseQuality", "sentiment", "clarity"] as const;
export type Metric = (typeof METRICS)[number];

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Word groups of a prompt that serves the scenario; without the first one none of the others counts. */
  readonly needs: readonly [RegExp, ...RegExp[]];
  /** How much the scenario counts for each metric, in the order of METRICS. */
  readonly weights: readonly [number, number, number, number];
  /** What a prompt that lacks it should say. */
  readonly paragraph: string;
  /** Words by which a customer raises the subject. */
  readonly topic: RegExp;
}

// Spans stop at the end of a line, never at a full stop only, so that matching stays linear on long prompts.
export const SCENARIOS: readonly Scenario[] = [
  {
    id: "refund-policy",
    title: "Asks for a refund within the policy",
    needs: [
      /\brefund/i,
      /\b(refund|return|money back)[^.\n]{0,160}\b\d{1,3}[ -](calendar |business )?days?\b|\b\d{1,3}[ -](calendar |business )?days?\b[^.\n]{0,160}\b(refund|return)/i,
      /\b(original (payment )?method|original card|store credit|full refund|partial refund|prorated|pro rata)\b/i,
    ],
    weights: [4, 2.5, 2, 1.5],
    paragraph:
      "Refunds: a purchase can be refunded within 30 days of delivery. Inside that period offer a full refund to the original payment method; after it, offer store credit and explain why.",
    topic: /\b(refund|money back|return)\b/i,
  },
  {
    id: "receipt",
    title: "Wants money back and has no receipt at hand",
    needs: [
      /\b(receipt|proof of purchase)\b/i,
      /\b(ask|needs?|request|require|requires|check|look up|find|without)\b[^.\n]{0,120}\b(receipts?|proof of purchase)\b/i,
    ],
    weights: [2.5, 1.2, 0.3, 0.7],
    paragraph:
      "Proof of purchase: ask for the receipt or another proof of purchase before you start a return, and offer to look it up by email when the customer cannot find it.",
    topic: /\b(receipt|proof of purchase)\b/i,
  },
  {
    id: "escalation",
    title: "Asks for a person",
    needs: [
      /\b(escalat|hand (it |them |the conversation )?(over|off)|hand(s|ing)? (over|off)|transfer (the|this|them|it|to)\b)/i,
      /\b(human|specialist|supervisor|colleague|team member|person)\b/i,
    ],
    weights: [2, 1.3, 2, 0.8],
    paragraph:
      "Escalation: when the customer asks for a person, or two answers in a row did not help, escalate to a human colleague, say so, and summarise what has been tried.",
    topic: /\b(human|person|supervisor|manager|representative)\b/i,
  },
  {
    id: "identity",
    title: "Wants an account detail changed",
    needs: [
      /\b(verify|confirm|check)\b[^.\n]{0,80}\b(identity|who (they|it) (are|is)|account holder|security question|last four|date of birth)/i,
      /\b(before|until|unless|prior to)\b[^.\n]{0,80}\b(chang|updat|access|discuss|account)/i,
    ],
    weights: [2, 1, 0.4, 0.8],
    paragraph:
      "Identity: verify the identity of the customer with the email on file and the last four digits of the order before you change anything on the account.",
    topic: /\b(my account|change my|update my|address|email)\b/i,
  },
  {
    id: "tone",
    title: "Chats casually and expects a pleasant answer",
    needs: [
      /\b(friendly|warm|polite|empath|courteous|respectful|calm|kind)/i,
      /\b(tone|style|voice|plain (language|words)|short sentences|concise|brief)\b/i,
    ],
    weights: [0.4, 1.5, 3, 2.5],
    paragraph:
      "Tone: be friendly and calm, use plain language and short sentences, and end with the next step.",
    topic: /\b(hello|hi|thanks|thank you)\b/i,
  },
  {
    id: "order-status",
    title: "Asks where an order is when no tracking is known",
    needs: [
      /\b(order status|status of (an|the|their) order|tracking|order lookup)\b/i,
      /\b(never|do not|don't|avoid)\b[^.\n]{0,60}\b(invent|guess|make up|assume|estimate)/i,
    ],
    weights: [1.5, 2.2, 1, 1.2],
    paragraph:
      "Order status: look the order status up by its number. Never invent or guess a status or a date; when nothing is found say so and offer to check.",
    topic: /\b(where is|order status|tracking|my order|package)\b/i,
  },
  {
    id: "shipping",
    title: "Asks how long delivery takes",
    needs: [
      /\b(shipping|delivery|ships?|dispatch)/i,
      /\b(shipping|deliver\w*|ships?|express|standard)\b[^.\n]{0,80}\b\d+ ?(-|–|to) ?\d+ (business |working )?days\b|\b(next|two)[ -]day\b/i,
    ],
    weights: [1.5, 1.5, 0.7, 1.5],
    paragraph:
      "Shipping: standard delivery takes 3 to 5 business days and express delivery 1 to 2 business days; add 2 days for remote areas.",
    topic: /\b(shipping|deliver|arrive)/i,
  },
  {
    id: "cancellation",
    title: "Wants to cancel",
    needs: [
      /\bcancel/i,
      /\bcancel\w*\b[^.\n]{0,100}\b(before|within|until|at any time|once|hours?|at the end of)\b/i,
    ],
    weights: [2, 1.3, 1, 1],
    paragraph:
      "Cancellation: an order can be cancelled free of charge before it ships, a subscription at any time with effect at the end of the period. Confirm the cancellation in writing.",
    topic: /\bcancel/i,
  },
  {
    id: "complaint",
    title: "Is angry about something that went wrong",
    needs: [
      /\b(apologi[sz]|apology|sorry)/i,
      /\b(complain|upset|angry|frustrat|unhappy|disappointed)/i,
    ],
    weights: [0.8, 1, 3, 0.5],
    paragraph:
      "Complaints: when a customer is upset, apologise once and sincerely, name what went wrong, and offer one concrete remedy.",
    topic: /\b(unacceptable|terrible|angry|complaint|ridiculous|disappointed|worst)\b/i,
  },
  {
    id: "language",
    title: "Writes in another language",
    needs: [
      /\b(repl(y|ies)|answer|respond|write)\b[^.\n]{0,60}\blanguage\b|\blanguage (of|in which|that) the (customer|user)/i,
    ],
    weights: [0.7, 1, 1.5, 1],
    paragraph: "Language: reply in the language of the customer's last message.",
    topic: /\b(spanish|french|german|english|español|deutsch|français)\b/i,
  },
  {
    id: "privacy",
    title: "Offers a card number, or asks for someone else's data",
    needs: [
      /\b(personal (data|information|details)|privacy|card numbers?|passwords?|payment details)\b/i,
      /\b(never|do not|don't)\b[^.\n]{0,60}\b(share|ask|reveal|repeat|store|disclose|request|show)/i,
    ],
    weights: [0.8, 1.2, 0.4, 0.6],
    paragraph:
      "Privacy: never ask for or repeat passwords or full card numbers, and never share personal data of another customer.",
    topic: /\b(card|password|personal data|gdpr)\b/i,
  },
  {
    id: "out-of-scope",
    title: "Asks for something the agent is not for",
    needs: [
      /\b(outside|out of scope|unrelated|off[- ]topic|beyond)\b/i,
      /\b(decline|redirect|steer|cannot help|can't help|point them)\b/i,
    ],
    weights: [0.8, 1.3, 0.7, 1.5],
    paragraph:
      "Scope: when a request is outside our products and orders, politely decline and point them to where they can get help.",
    topic: /\b(poem|homework|weather|legal advice|politics)\b/i,
  },
];
