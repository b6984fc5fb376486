//! The fields of a deal: the one list of their names, which the deal itself is held to where it is read.

use std::fmt;

/// Every field of a deal, as its variant and as its path in the file. The macro that is named is given the whole table: here
/// it makes [`Field`], in `agreement` what reads each field of a deal and writes it, so that a path of the table which no deal
/// has does not compile.
macro_rules! deal_fields {
    ($with:ident) => {
        $with! {
            Title = title,
            Reference = reference,
            Date = date,
            MainAgreement = main_agreement,
            ExporterName = exporter.name,
            ExporterRegistration = exporter.registration,
            ExporterAddress = exporter.address,
            ExporterCountry = exporter.country,
            ExporterContactName = exporter.contact.name,
            ExporterContactEmail = exporter.contact.email,
            ExporterContactPhone = exporter.contact.phone,
            ExporterDpoName = exporter.dpo.name,
            ExporterDpoEmail = exporter.dpo.email,
            ExporterDpoPhone = exporter.dpo.phone,
            ExporterSignatoryName = exporter.signatory.name,
            ExporterSignatoryTitle = exporter.signatory.title,
            ImporterName = importer.name,
            ImporterRegistration = importer.registration,
            ImporterAddress = importer.address,
            ImporterCountry = importer.country,
            ImporterContactName = importer.contact.name,
            ImporterContactEmail = importer.contact.email,
            ImporterContactPhone = importer.contact.phone,
            ImporterDpoName = importer.dpo.name,
            ImporterDpoEmail = importer.dpo.email,
            ImporterDpoPhone = importer.dpo.phone,
            ImporterSignatoryName = importer.signatory.name,
            ImporterSignatoryTitle = importer.signatory.title,
            LawExporter = law.exporter,
            LawImporter = law.importer,
            TransferId = transfer.id,
            TransferSubjects = transfer.subjects,
            TransferData = transfer.data,
            TransferSensitive = transfer.sensitive,
            TransferSensitiveSafeguards = transfer.sensitive_safeguards,
            TransferPurposes = transfer.purposes,
            TransferNature = transfer.nature,
            TransferFrequency = transfer.frequency,
            TransferVolume = transfer.volume,
            TransferSourceSystems = transfer.source_systems,
            TransferDestinations = transfer.destinations,
            TransferSites = transfer.sites,
            TransferRetention = transfer.retention,
            TransferLegalBasis = transfer.legal_basis,
            TransferStart = transfer.start,
            TransferEnd = transfer.end,
            TransferReview = transfer.review,
            TransferTia = transfer.tia,
            TransferOnward = transfer.onward,
            OptionsSubProcessing = options.sub_processing,
            OptionsObjectionDays = options.objection_days,
            OptionsOnwardTransfer = options.onward_transfer,
            OptionsBreachHours = options.breach_hours,
            OptionsRequestsAnsweredBy = options.requests_answered_by,
            OptionsRequestDays = options.request_days,
            OptionsEndAction = options.end_action,
            OptionsEndDays = options.end_days,
            OptionsCertificate = options.certificate,
            OptionsGoverningLaw = options.governing_law,
            OptionsForum = options.forum,
            OptionsForumPlace = options.forum_place,
            OptionsArbitrationRules = options.arbitration_rules,
            OptionsCureDays = options.cure_days,
            OptionsLiability = options.liability,
            OptionsLiabilityCap = options.liability_cap,
            OptionsDataInScopeEu = options.data_in_scope_eu,
            OptionsLanguages = options.languages,
            OptionsPrevailingLanguage = options.prevailing_language,
            SecurityOrganisational = security.organisational,
            SecurityTechnical = security.technical,
            SecurityPhysical = security.physical,
            SubProcessors = sub_processors,
            SupplementaryMeasures = supplementary_measures,
        }
    };
}
pub(crate) use deal_fields;

macro_rules! field {
    ($($variant:ident = $first:ident $(. $rest:ident)*,)*) => {
        /// A field of a deal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = concat!("`", stringify!($first), $(".", stringify!($rest),)* "`")] $variant,)*
        }

        impl Field {
            /// All fields, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Where it stands in a deal, such as `transfer.subjects`.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self { $(Self::$variant => concat!(stringify!($first) $(, ".", stringify!($rest))*),)* }
            }
        }
    };
}

deal_fields!(field);

impl Field {
    /// The field that stands there.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.path() == path)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

macro_rules! columns {
    ($($variant:ident = $id:ident,)*) => {
        /// A column of a field that is a table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column {
            $(#[doc = concat!("`", stringify!($id), "`")] $variant,)*
        }

        impl Column {
            /// All columns of all tables.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The key in a row.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => stringify!($id),)* }
            }
        }
    };
}

columns! {
    Name = name,
    Country = country,
    Service = service,
    Safeguards = safeguards,
    Basis = basis,
    Measure = measure,
    Kind = kind,
    Description = description,
}

impl Column {
    /// The column of that key.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.id() == id)
    }
}
