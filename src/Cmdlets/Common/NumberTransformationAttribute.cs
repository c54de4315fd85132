using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Refuses texts that PowerShell would read as another number, a decimal comma above all. Every parameter that takes fractions has it, or
/// <see cref="PercentTransformationAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        DecimalNumber.TryRead(inputData, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a number. Write it with a point and without separators of thousands, like 1.5 or 26415.");
}
