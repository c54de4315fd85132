using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Makes the plan of a study's runs.</summary>
/// <param name="catalog">The scenarios, held against the server or not yet.</param>
/// <param name="descriptors">Descriptors, as URIs, that the server has; empty before it was asked.</param>
/// <param name="triples">Triples in a batch.</param>
public delegate RunPlan StudyPlan(ScenarioCatalog catalog, IReadOnlyCollection<string> descriptors, int triples);
