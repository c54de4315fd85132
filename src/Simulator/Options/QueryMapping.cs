namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>
/// Rules on the query fields that a server honours, written <c>resource[.field]=effect</c> and separated by ';', the last that fits
/// counting. A resource or field may be <c>*</c>; the field <c>(boolean)</c> means all that are true or false; <c>offset</c> and
/// <c>limit</c> are fields, too. <c>measured</c> stands for the rules that a real server of data standard 5.1 followed.
/// </summary>
public sealed class QueryMapping
{
    /// <summary>The name of the rules of a real server.</summary>
    public const string Measured = "measured";

    /// <summary>The rules of a DMS of data standard 5.1: numbers and booleans compared as text, and fields that look elsewhere.</summary>
    public const string MeasuredRules =
        "*.schoolYear=nothing;*.currentSchoolYear=nothing;*.(boolean)=nothing;"
            + "assessmentScoreRangeLearningStandards.assessmentIdentifier=other;assessmentScoreRangeLearningStandards.namespace=other;"
            + "chartOfAccounts.fiscalYear=other;courseTranscripts.educationOrganizationId=other;learningStandards.learningStandardId=other;"
            + "localAccounts.accountIdentifier=other;localEducationAgencies.localEducationAgencyId=other;"
            + "objectiveAssessments.identificationCode=other;programEvaluationElements.programEducationOrganizationId=other;"
            + "programEvaluationElements.programEvaluationPeriodDescriptor=other;programEvaluationElements.programEvaluationTitle=other;"
            + "programEvaluationElements.programEvaluationTypeDescriptor=other;programEvaluationElements.programName=other;"
            + "programEvaluationElements.programTypeDescriptor=other;sections.schoolId=other;"
            + "staffEducationOrganizationAssignmentAssociations.educationOrganizationId=other;"
            + "staffEducationOrganizationAssignmentAssociations.staffUniqueId=other;staffSchoolAssociations.schoolId=other;"
            + "studentInterventionAssociations.educationOrganizationId=other;studentSchoolAssociations.schoolId=other;"
            + "surveyQuestions.namespace=other;surveyQuestions.surveyIdentifier=other";

    private const string Any = "*";
    private const string Booleans = "(boolean)";
    private readonly List<(string Resource, string? Field, QueryEffect Effect)> _rules;

    private QueryMapping(string text, List<(string Resource, string? Field, QueryEffect Effect)> rules) => (Text, _rules) = (text, rules);

    /// <summary>A server that honours every field.</summary>
    public static QueryMapping Faithful { get; } = new("", []);

    /// <summary>The rules as they were given.</summary>
    public string Text { get; }

    /// <summary>True where there is no rule.</summary>
    public bool IsFaithful => _rules.Count == 0;

    /// <summary>Reads rules.</summary>
    /// <returns>Null where one of them is none.</returns>
    public static QueryMapping? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rules = new List<(string, string?, QueryEffect)>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (string.Equals(part, Measured, StringComparison.OrdinalIgnoreCase))
            {
                rules.AddRange(TryParse(MeasuredRules)!._rules);
                continue;
            }

            var sides = part.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2
                || char.IsAsciiDigit(sides[1].FirstOrDefault('0'))
                || !Enum.TryParse<QueryEffect>(sides[1], ignoreCase: true, out var effect)
                || !Enum.IsDefined(effect))
            {
                return null;
            }

            var names = sides[0].Split('.');
            if (names.Length > 2 || Array.Exists(names, static n => n.Length == 0) || (names.Length == 2 && effect == QueryEffect.Hidden))
            {
                return null;
            }

            rules.Add((names[0], names.Length == 2 ? names[1] : null, effect));
        }

        return new QueryMapping(text, rules);
    }

    /// <summary>True where no document of a resource is shown.</summary>
    public bool Hides(string resource) => Last(resource, rule => rule.Field is null)?.Effect == QueryEffect.Hidden;

    /// <summary>Returns the effect of a query field; paging is subject to it only where a rule names it.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="isBoolean">True where the field's values are true and false.</param>
    public QueryEffect Of(string resource, string field, bool isBoolean)
    {
        var paging = field is "offset" or "limit";
        return Last(resource, rule => rule.Field is null ? !paging && rule.Effect != QueryEffect.Hidden
            : rule.Field is Any ? !paging
            : rule.Field is Booleans ? isBoolean
            : string.Equals(rule.Field, field, StringComparison.OrdinalIgnoreCase))?.Effect ?? QueryEffect.Honoured;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private (string Resource, string? Field, QueryEffect Effect)? Last(
        string resource,
        Func<(string Resource, string? Field, QueryEffect Effect), bool> fits)
    {
        for (var i = _rules.Count - 1; i >= 0; i--)
        {
            var named = _rules[i].Resource;
            if ((named == Any || string.Equals(named, resource, StringComparison.OrdinalIgnoreCase)) && fits(_rules[i]))
            {
                return _rules[i];
            }
        }

        return null;
    }
}
