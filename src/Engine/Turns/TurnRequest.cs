using System.Runtime.InteropServices;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Turns;

/// <summary>One request of a turn, with the name and resource under which it is counted.</summary>
/// <param name="Exchange">Request to send.</param>
/// <param name="Name">Request name.</param>
/// <param name="Resource">The endpoint segment that it is about.</param>
/// <param name="Triples">Triples that it carries or begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TurnRequest(ExchangeRequest Exchange, string Name, string Resource, int Triples);
