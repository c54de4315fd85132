namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>One value of a natural key.</summary>
/// <param name="Name">The name of the value, such as schoolId, by which a flat natural key gives it.</param>
/// <param name="QueryName">The query field for it; the name where there is none.</param>
/// <param name="Fields">Fields of the document that hold the value: several where they have to agree.</param>
internal sealed record KeyPart(string Name, string QueryName, Field[] Fields);
