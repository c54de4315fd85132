using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Makes what scenarios are compiled with.</summary>
/// <param name="catalog">The scenarios, held against the server or not yet.</param>
/// <param name="descriptors">Descriptors, as URIs, that the server has; empty before it was asked.</param>
/// <param name="parents">Updates of the shared parents; empty where there are none.</param>
internal delegate ScenarioOptions LoadScenarioOptions(
    ScenarioCatalog catalog,
    IReadOnlyCollection<string> descriptors,
    IReadOnlyList<BatchOperation> parents);
