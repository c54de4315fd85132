namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>Body that a page posts to change the load.</summary>
/// <param name="Target">Clients of a closed loop, or batches per second of an open one.</param>
internal sealed record LoadRequest(double? Target);
