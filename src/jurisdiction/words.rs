//! The closed lists of words in which facts are told. A word is written in files as it is printed.

pub use crate::words::Word;
use crate::words::words;

words! {
    /// Data that weighs more than other data.
    pub enum Special {
        Health = "health": "health and medical data",
        Biometric = "biometric": "fingerprints, faces, voices that identify",
        Genetic = "genetic": "genetic data",
        Children = "children": "data of children",
        NationalId = "national-id": "numbers and papers of national identity",
        Credentials = "credentials": "passwords, keys, tokens",
        FinancialAccount = "financial-account": "accounts, cards, balances, payments",
        Ethnicity = "ethnicity": "race or ethnic origin",
        Religion = "religion": "religion or belief",
        Politics = "politics": "political opinion",
        TradeUnion = "trade-union": "membership of a trade union",
        SexualLife = "sexual-life": "sexual life or orientation",
        CriminalRecord = "criminal-record": "offences and convictions",
        Location = "location": "where people are and have been",
    }
}

words! {
    /// Standing of what a fact tells.
    pub enum Status {
        InForce = "in-force",
        /// Made, and nothing of it applies before its day.
        Passed = "passed",
        /// Made, and it applies in steps: a fact of it binds from the day that the fact gives.
        Phased = "phased",
        Draft = "draft",
        /// Looked for, and there is none.
        None = "none",
        /// Not known, which is never the same as none.
        Unknown = "unknown",
    }
    /// What kind of source a fact rests on.
    pub enum SourceKind {
        /// The text of the law or of its authority.
        Primary = "primary",
        /// What others write about it.
        Secondary = "secondary",
        GeneralKnowledge = "general-knowledge",
        /// This toolkit's own reading.
        Design = "design",
    }
    /// Which days count.
    pub enum Counted {
        Calendar = "calendar",
        /// Monday to Friday, unless a calendar of the user's says which days of the place are worked. Without one public holidays
        /// count as working days.
        Working = "working",
    }
    /// Whether the day of the event is the first of the days that are counted.
    pub enum FirstDay {
        Counts = "counts",
        Excluded = "excluded",
    }
    /// A duty without a number.
    pub enum Promptly {
        AtOnce = "at-once",
        WithoutDelay = "without-delay",
        Practicable = "practicable",
    }
    /// The event from which a time runs.
    pub enum From {
        Occurrence = "occurrence",
        Awareness = "awareness",
        Discovery = "discovery",
        Belief = "belief",
        /// The end of the assessment whether a breach must be told.
        Assessment = "assessment",
        /// The first notice to the authority.
        FirstNotice = "first-notice",
        /// A request of an individual that has come in.
        Receipt = "receipt",
        /// The first transfer.
        FirstTransfer = "first-transfer",
        /// The day from which a contract binds.
        ContractEffect = "contract-effect",
        /// The appointment of somebody.
        Appointment = "appointment",
        /// The collection of the data.
        Collection = "collection",
        Start = "start",
    }
    /// Who is told.
    pub enum To {
        Authority = "authority",
        Individuals = "individuals",
        Both = "both",
    }
    /// What a notice of a breach has to hold.
    pub enum NoticeItem {
        Event = "event": "what happened, and how",
        When = "when": "when it happened",
        Where = "where": "where, and by whom",
        Learnt = "learnt": "when and how it was learnt of",
        Course = "course": "the course of events, and what was done since",
        Cause = "cause": "the cause",
        People = "people": "how many people are concerned",
        Records = "records": "how many records are concerned",
        Data = "data": "the kinds of data",
        Systems = "systems": "the systems that were hit",
        Harm = "harm": "likely harm and other consequences",
        Gravity = "gravity": "how grave it is",
        Measures = "measures": "measures taken and planned",
        Telling = "telling": "how people are told, or why not",
        SelfHelp = "self-help": "what people can do themselves",
        Assistance = "assistance": "help that people are given",
        Contact = "contact": "the officer or another contact",
    }
    /// What the test of a notice asks, as far as it can be held against what is known of a breach.
    pub enum Asks {
        /// Nothing: each breach is told.
        Nothing = "nothing",
        /// So many people as the fact says.
        People = "people",
        /// That significant or serious harm is likely.
        Harm = "harm",
        /// Any risk, or a high one: less or other than likely harm.
        Risk = "risk",
        /// Data that weighs more.
        Special = "special",
        /// Something else, which nobody but a lawyer can say.
        Other = "other",
    }
    /// Who needs a data protection officer.
    pub enum DpoRule {
        All = "all",
        /// From a number of people or records on.
        Threshold = "threshold",
        /// Depending on what is done.
        Conditional = "conditional",
        None = "none",
        Unknown = "unknown",
    }
    /// What the law asks of an export.
    pub enum ExportRule {
        ComparableProtection = "comparable-protection",
        Adequacy = "adequacy",
        Consent = "consent",
        /// A file with the authority.
        Dossier = "dossier",
        Permission = "permission",
        /// The exporter answers for what becomes of the data.
        Accountability = "accountability",
        /// Free, but for places that the state names.
        OpenUnlessRestricted = "open-unless-restricted",
        None = "none",
        Unknown = "unknown",
    }
    /// A way in which data may leave.
    pub enum Tool {
        AseanMcc = "asean-mcc",
        Contract = "contract",
        EuScc = "eu-scc",
        /// A contract whose text the state sets.
        StandardContract = "standard-contract",
        Bcr = "bcr",
        Certification = "certification",
        Adequacy = "adequacy",
        PublicInstrument = "public-instrument",
        Filing = "filing",
        Permission = "permission",
        Consent = "consent",
        Derogation = "derogation",
    }
    /// What a law changes, so that an assessment made before it is looked at again.
    pub enum Touches {
        /// What an export takes.
        Transfer = "transfer",
        /// What a breach sets off.
        Breach = "breach",
        /// How the place reads when data goes there.
        Recipient = "recipient",
    }
    /// Whether a law asks for an assessment.
    pub enum Need {
        /// Nobody may do without.
        Must = "must",
        /// One of several ways of showing that the law is kept.
        OneWay = "one-way-of-showing",
        None = "none",
    }
    /// What the ASEAN model clauses are worth to an authority, the most first.
    pub enum Standing {
        Recognised = "recognised",
        Accepted = "accepted",
        Voluntary = "voluntary",
        Usable = "usable",
        NotEnoughAlone = "not-enough-alone",
        None = "none",
        Unknown = "unknown",
    }
    /// Whom a duty to keep data at home binds.
    pub enum Binds {
        Public = "public",
        Domestic = "domestic",
        Foreign = "foreign",
        Platforms = "platforms",
        Sector = "sector",
        All = "all",
    }
    /// What sets off a duty.
    pub enum Trigger {
        Automatic = "automatic",
        Order = "order",
    }
    /// What a further fact is about.
    pub enum About {
        BreachContents = "breach.contents",
        BreachRecords = "breach.records",
        BreachCyber = "breach.cyber",
        Bases = "bases",
        BasesAge = "bases.age",
        Children = "children",
        Notice = "notice",
        NoticeLanguage = "notice.language",
        Records = "records",
        Assessments = "assessments",
        Automated = "automated",
        Registration = "registration",
        Representative = "representative",
        Contracts = "contracts",
        ContractsLanguage = "contracts.language",
        Sectors = "sectors",
        TransferRemedies = "transfer.remedies",
        Fined = "fined",
        Next = "next",
    }
    /// How much there is to worry about when data goes there.
    pub enum Concern {
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}
