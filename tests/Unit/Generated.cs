using CsCheck;

namespace EdFi.BatchPerf.Unit;

/// <summary>
/// Tries a statement on generated values: the same ones in every run, so that a run that follows another finds the same. A value that
/// breaks it is handed to CsCheck, which reduces it to a small one and names both; <c>CsCheck_Seed</c> is not needed to repeat it.
/// </summary>
internal static class Generated
{
    /// <param name="values">What is tried.</param>
    /// <param name="holds">Throws where the statement does not hold.</param>
    /// <param name="tries">How many values.</param>
    public static void Each<T>(Gen<T> values, Action<T> holds, int tries = 200)
    {
        var random = new PCG(1, 20_261_126);
        for (var i = 0; i < tries; i++)
        {
            var seed = random.ToString();
            var value = values.Generate(random, min: null, out _);
            try
            {
                holds(value);
            }
            catch (Exception)
            {
                values.Sample(holds, seed: seed, iter: 2_000, threads: 1);
                throw;
            }
        }
    }
}
