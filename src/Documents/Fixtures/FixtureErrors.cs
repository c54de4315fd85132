using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Errors of fixtures that could not be made, each with its next step.</summary>
internal static class FixtureErrors
{
    /// <summary>Makes the error of a fixture that could not be created, or whose existence is unknown.</summary>
    public static BatchPerfException Refused(FixtureDefinition definition, FixtureOutcome outcome) => outcome.Error is { } error
        ? new(error.ErrorId, error.Problem, Message(definition, outcome), error.NextStep, error)
        : new(
            "FixtureRefused",
            outcome.Status is 401 or 403 ? ProblemKind.Authentication : ProblemKind.MissingPrerequisite,
            Message(definition, outcome),
            outcome.Unseen ? Unseen(definition, outcome.Status) : NextStep(definition, outcome.Status));

    /// <summary>Describes the outcome in a sentence without its end.</summary>
    public static string Words(FixtureDefinition definition, FixtureOutcome outcome) => outcome switch
    {
        { Lost: LostAnswer.Unknown } => $"whether {definition.Resource} {definition.Key} was created is not known: {outcome.Detail}",
        { Lost: LostAnswer.NotCreated, Status: null } =>
            $"the POST of {definition.Resource} {definition.Key} had no answer: {outcome.Detail}",
        { Unseen: true } or { Status: null } =>
            $"whether {definition.Resource} {definition.Key} exists cannot be determined: {outcome.Detail}",
        _ => $"{(outcome.State == FixtureState.Refused ? "POST" : "GET")} {definition.Resource} {definition.Key} answered {outcome.Detail}",
    };

    private static string Message(FixtureDefinition definition, FixtureOutcome outcome)
        => Words(definition, outcome) is var words ? $"{char.ToUpperInvariant(words[0])}{words[1..]}." : "";

    private static string Unseen(FixtureDefinition definition, int? status) => AccessAdvice.Of(
        status == 401 ? status : null,
        definition.Resource,
        $"Its POST would change a document of others that has the same identity, so it was not sent. Use a key that may read "
            + $"{definition.Resource}"
            + (definition.Source is { } source
                ? $", or give the fixture {definition.Name} in {source} an identity that nobody else has: a text with {FixtureMark.Text} "
                    + "in it."
                : "."));

    private static string NextStep(FixtureDefinition definition, int? status) => status == 404
        ? $"The server has no {definition.Resource} there: check the prefix of its resources ({new OptionKey("ApiPrefix")}) and "
            + "that its data standard is Ed-Fi's."
        : definition.Source is { } source && status is (400 or 409)
        ? $"Correct the fixture {definition.Name} in {source}: what the server asks for has to be in its document, and what it refers "
            + "to has to be made before it."
        : AccessAdvice.Of(
            status,
            definition.Resource,
            "Use a key whose claim set may read and create the fixtures, or create them by other means with the same natural keys.");
}
