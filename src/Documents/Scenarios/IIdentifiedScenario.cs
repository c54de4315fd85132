using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>A scenario whose documents were held against identities.</summary>
internal interface IIdentifiedScenario : IScenario
{
    /// <summary>The identities that its documents were held against.</summary>
    ServerIdentities Identities { get; }

    /// <summary>The identities of a scenario's documents.</summary>
    /// <exception cref="ArgumentException">The scenario has no identities, so that its documents are not known.</exception>
    static ServerIdentities Of(IScenario scenario) => scenario is IIdentifiedScenario identified
        ? identified.Identities
        : throw new ArgumentException($"{scenario.Name} has no identities.", nameof(scenario));
}
