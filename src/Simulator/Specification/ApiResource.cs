namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>A resource that can be written.</summary>
/// <param name="Project">The first segment of its path, such as ed-fi.</param>
/// <param name="Segment">The second one, such as students.</param>
/// <param name="Entity">The entity, such as Student.</param>
/// <param name="Body">Properties of a document, without <c>id</c> and others that a server adds.</param>
/// <param name="Query">The fields that a GET may name.</param>
internal sealed record ApiResource(string Project, string Segment, string Entity, ApiObject Body, IReadOnlyList<ApiParameter> Query);
