using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Turns;

/// <summary>The document that a request of a turn is about.</summary>
/// <param name="Resource">Endpoint segment.</param>
/// <param name="NaturalKey">Its natural key as JSON.</param>
/// <param name="Triple">Position of the triple in the turn, from 0.</param>
/// <param name="Operation">Position of the operation in the triple, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TurnSubject(string Resource, string NaturalKey, int Triple, int Operation);
