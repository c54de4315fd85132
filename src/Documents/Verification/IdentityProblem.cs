namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>Reason why documents may not be sent.</summary>
/// <param name="ErrorId">One of the constants here.</param>
/// <param name="Text">The problem and the change that mends it, as a sentence without its end.</param>
internal sealed record IdentityProblem(string ErrorId, string Text)
{
    /// <summary>A document's identity does not hold the run's key.</summary>
    public const string Unsafe = "ScenarioIdentityUnsafe";

    /// <summary>The declared key fields are not the server's identity.</summary>
    public const string KeyFields = "ScenarioKeyFieldsWrong";

    /// <summary>The resource is in another project than the template says.</summary>
    public const string Project = "ScenarioProjectWrong";

    /// <summary>The identity is not known.</summary>
    public const string Unknown = "ScenarioIdentityUnknown";
}
