using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>A turn that may have left something.</summary>
/// <param name="Client">Number of the client.</param>
/// <param name="Sequence">Number of the turn.</param>
/// <param name="Reason">Why.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalTurn(int Client, long Sequence, LeftoverReason Reason);
